// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/**
 * Sorts one column after the other in memory that is used again, in the order of {@link
 * Arrays#sort(double[])}. Activations are single precision, so that three rounds over their digits
 * do, O(N); few values and those of double precision are compared, O(N log N).
 *
 * <p>For one thread.
 */
public final class ColumnSort {
  private static final int FEWEST = 256; // below, comparing is faster
  private static final int DIGIT = 11; // bits
  private static final int DIGITS = 1 << DIGIT;
  private static final int ROUNDS = 3;
  private static final int ROWS = 64; // that are copied at once

  private final int[] ends = new int[ROUNDS * DIGITS];
  private int[] keys = {};
  private int[] moved = {};
  private double[] sorted = {};
  private double[][] columns = {};
  private double[] block = {};

  /** Nothing is sorted yet. */
  public ColumnSort() {}

  /**
   * Sorts a copy.
   *
   * @param column values, left as they are
   * @return the same ascending, NaN last; overwritten by the next call with as many values
   */
  public double[] sorted(double[] column) {
    sorted = sorted.length == column.length ? sorted : new double[column.length];
    System.arraycopy(column, 0, sorted, 0, column.length);
    sort(sorted);
    return sorted;
  }

  /**
   * Copies some columns.
   *
   * @param values of a layer, {@code [examples x units]}
   * @param units which
   * @return one column for each of them, and what was there before after the last; overwritten by
   *     the next call
   */
  double[][] columns(Activations values, int... units) {
    int examples = values.examples();
    if (columns.length < units.length || columns[0].length != examples) {
      columns = new double[units.length][examples];
    }
    int length = Math.min(ROWS, examples) * units.length;
    block = block.length < length ? new double[length] : block;
    for (int first = 0; first < examples; first += ROWS) {
      int rows = Math.min(ROWS, examples - first);
      values.copyUnits(first, rows, units, block);
      for (int unit = 0; unit < units.length; unit++) {
        for (int row = 0; row < rows; row++) {
          columns[unit][first + row] = block[row * units.length + unit];
        }
      }
    }
    return columns;
  }

  /**
   * Sorts in place.
   *
   * @param values become ascending, NaN last
   */
  public void sort(double[] values) {
    if (values.length < FEWEST || !readKeys(values)) {
      Arrays.sort(values);
      return;
    }
    for (int round = 0; round < ROUNDS; round++) {
      move(round * DIGIT, round * DIGITS, values.length);
    }
    for (int i = 0; i < values.length; i++) {
      int bits = keys[i] < 0 ? keys[i] ^ Integer.MIN_VALUE : ~keys[i];
      values[i] = Float.intBitsToFloat(bits);
    }
  }

  /** Counts digits of keys that are ordered as the values; false if one is not single precision. */
  private boolean readKeys(double[] values) {
    if (keys.length < values.length) {
      keys = new int[values.length];
      moved = new int[values.length];
    }
    Arrays.fill(ends, 0);
    for (int i = 0; i < values.length; i++) {
      float value = (float) values[i];
      if (value != values[i]) {
        return false; // also for NaN
      }
      int bits = Float.floatToRawIntBits(value);
      int key = bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
      keys[i] = key;
      ends[key & DIGITS - 1]++;
      ends[DIGITS + (key >>> DIGIT & DIGITS - 1)]++;
      ends[2 * DIGITS + (key >>> 2 * DIGIT)]++;
    }
    return true;
  }

  /** Brings the keys in the order of a digit, equal ones as they were. */
  private void move(int shift, int first, int count) {
    int sum = 0;
    for (int digit = first; digit < first + DIGITS; digit++) {
      int own = ends[digit];
      ends[digit] = sum;
      sum += own;
    }
    for (int i = 0; i < count; i++) {
      int digit = first + (keys[i] >>> shift & DIGITS - 1);
      moved[ends[digit]++] = keys[i];
    }
    int[] ordered = moved;
    moved = keys;
    keys = ordered;
  }
}
