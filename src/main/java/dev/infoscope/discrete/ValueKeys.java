// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/**
 * Sums of codes times weights, modulo 2^64, from single-precision values in bins of one width, all
 * in double precision: unlike conversions, the compiler turns it into vector instructions. Values
 * are turned on their side a block at a time; codes are whole numbers, and weights are added by
 * halves of 32 bits, so that every sum is exact.
 */
final class ValueKeys {
  private static final int ROWS = 128; // of a block
  private static final int UNITS = 16; // a line of the cache
  private static final int TOGETHER = 4;
  private static final double EXACT = 0x1p50; // sizes of bins up to which differences are
  private static final int MOST = 1 << 19; // units times bins

  private final FloatRows values;
  private final EqualWidth bins;
  private final long[][] weights; // of a word or two
  private final double[][] halves; // [two per word][units] of the weights, halved
  private final double[][] columns = new double[UNITS][ROWS];
  private final double[][] sums; // [two per word][row]
  private final double[] sizes = new double[ROWS];

  ValueKeys(FloatRows values, EqualWidth bins, long[]... weights) {
    this.values = values;
    this.bins = bins;
    this.weights = weights;
    int padded = (values.units() + TOGETHER - 1) / TOGETHER * TOGETHER;
    halves = new double[2 * weights.length][padded];
    sums = new double[halves.length][ROWS];
    for (int half = 0; half < halves.length; half++) {
      for (int unit = 0; unit < values.units(); unit++) {
        long bits = weights[half / 2][unit] >>> Integer.SIZE * (half % 2);
        halves[half][unit] = (bits & 0xFFFF_FFFFL) / 2.0; // since codes come doubled
      }
    }
  }

  static boolean suits(int units, int bins) {
    return units >= UNITS && (long) units * bins <= MOST;
  }

  /** One array per word, {@code [examples]}. */
  void sum(long[]... into) {
    for (int first = 0; first < values.examples(); first += ROWS) {
      int rows = Math.min(ROWS, values.examples() - first);
      begin();
      for (int unit = 0; unit < values.units(); unit += UNITS) {
        add(first, rows, unit, Math.min(UNITS, values.units() - unit));
      }
      for (int row = 0; row < rows; row++) {
        for (int word = 0; word < weights.length; word++) {
          long upper = (long) sums[2 * word + 1][row] << Integer.SIZE;
          long sum = upper + (long) sums[2 * word][row];
          into[word][first + row] = sizes[row] < EXACT ? sum : one(first + row, weights[word]);
        }
      }
    }
  }

  /** What is added to codes that are doubled and less the last. */
  private void begin() {
    Arrays.fill(sizes, 0);
    for (int half = 0; half < halves.length; half++) {
      double sum = 0;
      for (double weight : halves[half]) {
        sum += weight * (bins.bins() - 1);
      }
      Arrays.fill(sums[half], sum);
    }
  }

  private void add(int first, int rows, int unit, int units) {
    values.copyColumns(first, rows, unit, units, columns);
    for (int i = 0; i < units; i++) {
      bins.centredCodes(columns[i], sizes);
    }
    for (int i = units; i % TOGETHER != 0; i++) {
      Arrays.fill(columns[i], 0);
    }
    for (int i = 0; i < units; i += TOGETHER) {
      for (int half = 0; half < halves.length; half++) {
        add(i, unit + i, halves[half], sums[half]);
      }
    }
  }

  private void add(int i, int unit, double[] own, double[] sum) {
    double[] one = columns[i];
    double[] two = columns[i + 1];
    double[] three = columns[i + 2];
    double[] four = columns[i + 3];
    add(one, two, three, four, own[unit], own[unit + 1], own[unit + 2], own[unit + 3], sum);
  }

  private static void add(
      double[] one,
      double[] two,
      double[] three,
      double[] four,
      double weightOne,
      double weightTwo,
      double weightThree,
      double weightFour,
      double[] into) {
    for (int row = 0; row < into.length; row++) {
      into[row] =
          into[row]
              + one[row] * weightOne
              + two[row] * weightTwo
              + three[row] * weightThree
              + four[row] * weightFour;
    }
  }

  /** Of a row with a value far outside or not finite. */
  private long one(int row, long[] own) {
    long sum = 0;
    for (int unit = 0; unit < own.length; unit++) {
      sum += bins.code(values.values()[row * own.length + unit]) * own[unit];
    }
    return sum;
  }
}
