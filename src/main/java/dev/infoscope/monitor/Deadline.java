// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import java.time.Duration;

/**
 * A moment by which something is over.
 *
 * @param nanos on the clock of {@link System#nanoTime}
 */
record Deadline(long nanos) {
  /** One that lies so far ahead. */
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time left, 0 once it is over; at least 1 before. */
  long leftMillis() {
    long left = nanos - System.nanoTime();
    return left <= 0 ? 0 : Math.max(1, left / 1_000_000);
  }

  boolean isOver() {
    return nanos - System.nanoTime() <= 0;
  }
}
