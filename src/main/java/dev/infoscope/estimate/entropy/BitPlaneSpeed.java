// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

/**
 * Finds out in a process whether {@link BitPlanes} are fast here, that is whether the compiler
 * turns {@link Integer#bitCount} in a loop into vector instructions. Measured, not guessed from the
 * name of the processor; both ways of counting give the same bits, so a wrong answer costs time
 * only.
 */
final class BitPlaneSpeed {
  private static final int LENGTH = 1024;
  private static final int CALLS = 200;
  private static final double FAST_NANOS = 0.16; // scalar counting takes 0.3 and more
  private static final long PATIENCE_NANOS = 50_000_000; // of a trial
  private static final int TRIALS = 20; // the compiler may have to wait for a core

  private static boolean fast;
  private static int trials;

  private BitPlaneSpeed() {}

  /** Tries again later where the compiler may not have come to it yet. */
  static synchronized boolean isFast() {
    if (!fast && trials < TRIALS) {
      trials++;
      fast = measure();
    }
    return fast;
  }

  private static boolean measure() {
    int[] words = new int[LENGTH];
    int[] counts = new int[LENGTH];
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      long before = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        add(call, words, counts);
      }
      if (System.nanoTime() - before < FAST_NANOS * LENGTH * CALLS) {
        return true;
      }
    }
    return false;
  }

  private static void add(int plane, int[] words, int[] counts) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += Integer.bitCount(plane & words[i]);
    }
  }
}
