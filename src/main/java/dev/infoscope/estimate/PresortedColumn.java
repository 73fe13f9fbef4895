// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import java.util.Arrays;

/**
 * One unit in ascending order, with everything about it that all its pairs share: where each row
 * stands, how thin the values are around it, and a table from values to places.
 */
final class PresortedColumn {
  private static final int REACH = 16; // places to either side that say how thin values are
  static final int SPAN = 2 * REACH;
  private static final int LINEAR = 8; // longest stretch that is walked, not halved

  final double[] sorted;
  final int[] order; // [place] the row
  final int[] place; // [row] its place
  final double[] spread; // [place] from REACH places below to REACH above
  private final double low;
  private final double cellsPerUnit;
  private final int[] starts; // [cell] first place whose value is in this cell or above

  /** Sorts finite values, equal ones by row. */
  PresortedColumn(double[] column) {
    int rows = column.length;
    order = order(column);
    sorted = new double[rows];
    place = new int[rows];
    spread = new double[rows];
    for (int at = 0; at < rows; at++) {
      sorted[at] = column[order[at]];
      place[order[at]] = at;
    }
    for (int at = 0; at < rows; at++) {
      spread[at] = sorted[Math.min(rows - 1, at + REACH)] - sorted[Math.max(0, at - REACH)];
    }
    low = sorted[0];
    double width = sorted[rows - 1] - low;
    cellsPerUnit = width > 0 && width < Double.POSITIVE_INFINITY ? 2 * rows / width : 0;
    starts = new int[2 * rows + 2];
    for (int at = 0; at < rows; at++) {
      starts[cell(sorted[at]) + 1]++;
    }
    for (int cell = 1; cell < starts.length; cell++) {
      starts[cell] += starts[cell - 1];
    }
  }

  private static int[] order(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    int[] order = new int[column.length];
    int[] taken = new int[column.length];
    for (int row = 0; row < column.length; row++) {
      int first = SortedColumn.start(sorted, 0, sorted.length, column[row], 0);
      order[first + taken[first]++] = row;
    }
    return order;
  }

  private int cell(double value) {
    return Math.max(0, Math.min(starts.length - 2, (int) ((value - low) * cellsPerUnit)));
  }

  /** Number of values with {@code |value - center| <= ball}. */
  int within(double center, double ball) {
    return end(center, ball) - start(center, ball);
  }

  private int start(double center, double ball) {
    int cell = cell(center - ball);
    int from = starts[cell];
    int to = starts[cell + 1];
    int at = to - from > LINEAR ? SortedColumn.start(sorted, from, to, center, ball) : from;
    while (at < sorted.length && center - sorted[at] > ball) {
      at++;
    }
    while (at > 0 && center - sorted[at - 1] <= ball) {
      at--; // rounding may have named the next cell
    }
    return at;
  }

  private int end(double center, double ball) {
    int cell = cell(center + ball);
    int from = starts[cell];
    int to = starts[cell + 1];
    int at = to - from > LINEAR ? SortedColumn.end(sorted, from, to, center, ball) : from;
    while (at < sorted.length && sorted[at] - center <= ball) {
      at++;
    }
    while (at > 0 && sorted[at - 1] - center > ball) {
      at--;
    }
    return at;
  }
}
