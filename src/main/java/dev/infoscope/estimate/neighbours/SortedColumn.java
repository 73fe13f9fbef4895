// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/** One variable in ascending order: counts of values near a value in O(log N). */
final class SortedColumn {
  private final double[] values;

  SortedColumn(double[] column) {
    values = column.clone();
    Arrays.sort(values);
  }

  /** Number of values with {@code |value - center| <= distance}, the center itself included. */
  int within(double center, double distance) {
    return distance < 0
        ? 0
        : end(values, 0, values.length, center, distance)
            - start(values, 0, values.length, center, distance);
  }

  /** First index of a sorted stretch whose value is not more than {@code distance} below. */
  static int start(double[] sorted, int from, int to, double center, double distance) {
    int low = from;
    int length = to - from;
    while (length > 0) {
      int half = length + 1 >>> 1;
      low += half & ifNegative(distance - (center - sorted[low + half - 1]));
      length -= half;
    }
    return low;
  }

  /** First index of a sorted stretch whose value is more than {@code distance} above. */
  static int end(double[] sorted, int from, int to, double center, double distance) {
    int low = from;
    int length = to - from;
    while (length > 0) {
      int half = length + 1 >>> 1;
      low += half & ~ifNegative(distance - (sorted[low + half - 1] - center));
      length -= half;
    }
    return low;
  }

  /** -1 if negative, else 0: no branch, for which way a search turns cannot be foreseen. */
  static int ifNegative(double difference) {
    return (int) (Double.doubleToRawLongBits(difference) >> 63);
  }
}
