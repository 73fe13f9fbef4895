// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * One unit in ascending order, with everything about it that all its pairs share: where each row
 * stands, how thin the values are around it, and a table from values to places.
 */
final class PresortedColumn {
  private static final int CLOSE = 5; // neighbours
  static final double PER_ROW = 8; // square of the far neighbours per row
  private static final int LINEAR = 8; // longest stretch that is walked, not halved

  final double[] sorted;
  final int[] order; // [place] the row
  final int[] place; // [row] its place
  final double[] far; // [place] distance to the sqrt(8 N)-th neighbour along this unit alone
  final double[] close; // [place] distance to the fifth
  private final double low;
  private final double cellsPerUnit;
  private final int[] starts; // [cell] first place whose value is in this cell or above

  /** Sorts finite values, equal ones by row. */
  PresortedColumn(double[] column) {
    int rows = column.length;
    order = order(column);
    sorted = new double[rows];
    place = new int[rows];
    for (int at = 0; at < rows; at++) {
      sorted[at] = column[order[at]];
      place[order[at]] = at;
    }
    far = reach((int) Math.sqrt(PER_ROW * rows));
    close = reach(CLOSE);
    low = sorted[0];
    double width = sorted[rows - 1] - low;
    cellsPerUnit = width > 0 && width < Double.POSITIVE_INFINITY ? 2 * rows / width : 0;
    starts = new int[2 * rows + 2];
    countCells();
  }

  private void countCells() {
    for (double value : sorted) {
      starts[cell(value) + 1]++;
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

  /** Distance to the n-th neighbour, or the last, by place: the best of n + 1 places in a row. */
  private double[] reach(int neighbours) {
    int n = Math.min(neighbours, sorted.length - 1);
    double[] reach = new double[sorted.length];
    int from = 0;
    for (int at = 0; at < sorted.length; at++) {
      while (from + n < at
          || (from + n + 1 < sorted.length
              && sorted[from + n + 1] - sorted[at] < sorted[at] - sorted[from])) {
        from++;
      }
      reach[at] = Math.max(sorted[at] - sorted[from], sorted[from + n] - sorted[at]);
    }
    return reach;
  }

  private int cell(double value) {
    return Math.max(0, Math.min(starts.length - 2, (int) ((value - low) * cellsPerUnit)));
  }

  /** Number of values with {@code |value - center| <= ball}. */
  int within(double center, double ball) {
    return end(center, ball) - start(center, ball);
  }

  /** A place below which all values are less. */
  int from(double value) {
    return starts[cell(value)];
  }

  /** A place from which on all values are more. */
  int upTo(double value) {
    return starts[cell(value) + 1];
  }

  /** A place, not much too low, below which all values are less than {@code center - ball}. */
  private int first(double center, double ball) {
    int cell = cell(center - ball);
    int from = starts[cell];
    int to = starts[cell + 1];
    if (to - from <= LINEAR || center - sorted[from] <= ball) {
      return from; // the latter spares a search in the crowd of a rectified unit
    }
    return center - sorted[to - 1] > ball ? to : SortedColumn.start(sorted, from, to, center, ball);
  }

  /** A place, not much too high, from which on all are more than {@code center + ball}. */
  private int last(double center, double ball) {
    int cell = cell(center + ball);
    int from = starts[cell];
    int to = starts[cell + 1];
    if (to - from <= LINEAR || sorted[to - 1] - center <= ball) {
      return to;
    }
    return sorted[from] - center > ball ? from : SortedColumn.end(sorted, from, to, center, ball);
  }

  private int start(double center, double ball) {
    int at = first(center, ball);
    if (at + 1 < sorted.length) { // two steps without a branch, more are rare
      at -=
          SortedColumn.ifNegative(ball - (center - sorted[at]))
              + SortedColumn.ifNegative(ball - (center - sorted[at + 1]));
    }
    while (at < sorted.length && center - sorted[at] > ball) {
      at++;
    }
    while (at > 0 && center - sorted[at - 1] <= ball) {
      at--; // rounding may have named the next cell
    }
    return at;
  }

  private int end(double center, double ball) {
    int at = last(center, ball);
    if (at > 1) {
      at +=
          SortedColumn.ifNegative(ball - (sorted[at - 1] - center))
              + SortedColumn.ifNegative(ball - (sorted[at - 2] - center));
    }
    while (at > 0 && sorted[at - 1] - center > ball) {
      at--;
    }
    while (at < sorted.length && sorted[at] - center <= ball) {
      at++;
    }
    return at;
  }
}
