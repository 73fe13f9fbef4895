// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

/** Measures how much of the training thread's time the instrument takes. Thread-safe. */
final class Stopwatch {
  /**
   * The time between two snapshots.
   *
   * @param share part of it that was taken from the training thread
   * @param nanos wall time, at least 1
   */
  record Lap(double share, long nanos) {
    /** Both, one after the other. */
    Lap and(Lap next) {
      long both = nanos + next.nanos;
      return new Lap((share * nanos + next.share * next.nanos) / both, both);
    }
  }

  private long taken;
  private long lapStart = System.nanoTime();

  synchronized void add(long nanos) {
    taken += nanos;
  }

  synchronized Lap lap() {
    long now = System.nanoTime();
    long nanos = Math.max(1, now - lapStart);
    Lap lap = new Lap((double) taken / nanos, nanos);
    taken = 0;
    lapStart = now;
    return lap;
  }
}
