// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import java.time.Duration;

/** Counts scrapes since something new was there, so that the end of a run can wait for some. */
final class ScrapeCount {
  private int scrapes;

  /** Something new is there that no scrape has seen. */
  synchronized void renew() {
    scrapes = 0;
  }

  /** A scrape was answered. */
  synchronized void answered() {
    scrapes++;
    notifyAll();
  }

  /** Whether so many scrapes came within the limit. */
  synchronized boolean await(int wanted, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (scrapes < wanted) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }
}
