// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.concurrent.CancellationException;

/**
 * How long work is cancelled from outside: the caller interrupts the thread, and the work checks
 * here about every ten milliseconds, in outer loops only. A check costs a nanosecond.
 *
 * <p>The flag of the thread stays as it is, so that everything up to whoever started the work
 * learns of it, and only they may clear it.
 */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Goes on unless the thread was interrupted.
   *
   * @throws CancellationException if it was; its flag stays set
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted before the work was done");
    }
  }
}
