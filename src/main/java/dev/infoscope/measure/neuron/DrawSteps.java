// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

/**
 * After how many steps {@link Hypergeometric#walk} ends, looked up: of each class that {@link
 * PermutationLaw} deals, and each number of marked samples that may be left, the chance that a draw
 * has ended after each of its first steps, in parts of 65,536, so that those of one law fit a line
 * of the cache. A draw within the same part as such a chance is not decided here, nor is one that
 * takes more steps.
 */
final class DrawSteps {
  private static final int MOST = 1 << 20; // chances in all, 2 MB
  private static final double DEVIATIONS = 5; // of the widest law: 99 of 100 draws end within
  private static final int PARTS = 1 << Character.SIZE;

  private final int[] sizes;
  private final int[] steps; // of each class
  private final int[] starts;
  private final char[] ended; // [classes][samples + 1][steps], of 65,536

  /** Of classes that together have so many samples; none for no samples. */
  DrawSteps(int samples, int... sizes) {
    this.sizes = sizes;
    steps = new int[sizes.length];
    starts = new int[sizes.length];
    int rows = samples == 0 ? 0 : samples + 1;
    double share = Math.min(1, MOST / (1.0 + rows * wanted(samples)));
    int length = 0;
    int pool = samples;
    for (int label = 0; label < sizes.length; label++) {
      steps[label] = (int) (share * wanted(sizes[label], pool));
      starts[label] = length;
      length += rows * steps[label];
      pool -= sizes[label];
    }
    ended = new char[length];
  }

  private double wanted(int samples) {
    double sum = 0;
    int pool = samples;
    for (int size : sizes) {
      sum += wanted(size, pool);
      pool -= size;
    }
    return sum;
  }

  /** The law is widest where half of the pool is marked. */
  private static double wanted(int size, int pool) {
    boolean certain = size == 0 || size >= pool;
    return certain ? 0 : 1 + DEVIATIONS * Math.sqrt(size / 4.0 * (pool - size) / (pool - 1));
  }

  /** Adds the law of a class, given its mode and how probable that is. */
  void add(Hypergeometric law, int label, int pool, int marked, int mode, double atMode) {
    int from = starts[label] + marked * steps[label];
    double[] chances = law.ended(mode, atMode, pool, marked, sizes[label], steps[label]);
    for (int step = 0; step < chances.length; step++) {
      ended[from + step] = (char) Math.min(Character.MAX_VALUE, chances[step] * PARTS);
    }
  }

  /**
   * After how many steps a draw ends by a law that was added.
   *
   * @param place where the draw falls, from 0 to 1
   * @return at least 0, or -1 where that is not decided
   */
  int find(int label, int marked, double place) {
    int from = starts[label] + marked * steps[label];
    int to = from + steps[label];
    int sought = (int) (place * PARTS);
    int at = from;
    while (at < to && ended[at] < sought) {
      at++;
    }
    return at < to && ended[at] > sought ? at - from : -1;
  }
}
