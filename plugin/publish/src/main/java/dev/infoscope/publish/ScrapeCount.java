// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import java.time.Duration;

/** Counts the scrapes of a port, so that the end of a run can wait for some. */
final class ScrapeCount {
  private long scrapes;

  /** A scrape was answered. */
  synchronized void answered() {
    scrapes++;
    notifyAll();
  }

  /** Scrapes answered so far. */
  synchronized long total() {
    return scrapes;
  }

  /** Whether there were so many scrapes in all before the limit had passed. */
  synchronized boolean await(long total, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (scrapes < total) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }
}
