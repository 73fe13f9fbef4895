// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

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
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (center - sorted[middle] > distance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** First index of a sorted stretch whose value is more than {@code distance} above. */
  static int end(double[] sorted, int from, int to, double center, double distance) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] - center <= distance) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
