// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Seeded rows for tests, and ways to turn them about. Matrices are row by row. */
public final class Rows {
  private Rows() {}

  /** Uniform values in [low, high). */
  public static double[] uniform(SplittableRandom random, int length, double low, double high) {
    return random.doubles(length, low, high).toArray();
  }

  /** Rows drawn from a few prototypes, so that patterns repeat. */
  public static double[] repeating(SplittableRandom random, int rows, int units, int prototypes) {
    double[] models = uniform(random, prototypes * units, -1, 1);
    double[] values = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      // The smaller of two draws, so that some prototypes are rare.
      int model = Math.min(random.nextInt(prototypes), random.nextInt(prototypes));
      System.arraycopy(models, model * units, values, row * units, units);
    }
    return values;
  }

  /** Labels that follow the first unit of the row two times in three. */
  public static int[] labels(SplittableRandom random, double[] values, int units, int classes) {
    int[] labels = new int[values.length / units];
    for (int row = 0; row < labels.length; row++) {
      int follow = (int) Math.floorMod(Math.round(values[row * units] * 1000), (long) classes);
      labels[row] = random.nextInt(3) > 0 ? follow : random.nextInt(classes);
    }
    return labels;
  }

  /** The numbers from 0 on in random order. */
  public static int[] permutation(SplittableRandom random, int length) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** Rows in another order. */
  public static double[] reordered(double[] values, int units, int[] order) {
    double[] result = new double[values.length];
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(values, order[row] * units, result, row * units, units);
    }
    return result;
  }

  /** Labels in another order. */
  public static int[] reordered(int[] labels, int[] order) {
    return Arrays.stream(order).map(row -> labels[row]).toArray();
  }
}
