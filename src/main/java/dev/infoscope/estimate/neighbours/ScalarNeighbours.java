// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * {@link Neighbours} of two scalar variables: rows sorted by x, equal x sorted by y; the search
 * walks outwards from a row, one group of equal x at a time, until x alone is too far.
 *
 * <p>Expected O(N sqrt(k N)) for independent variables and less for dependent ones; ties, such as
 * the zeros of a rectified unit, make it faster, not slower.
 */
final class ScalarNeighbours extends RowNeighbours {
  private final double[] x; // as given
  private final double[] y;
  private final double[] sortedX; // by x, then by y
  private final double[] sortedY;
  private final int[] groupOf; // [row] its group
  private final int[] groups; // first place of each group, and the end
  private final SortedColumn columnX;
  private final SortedColumn columnY;
  private final int k;

  ScalarNeighbours(double[] x, double[] y, int k) {
    super(k);
    this.x = x;
    this.y = y;
    this.k = k;
    sortedX = x.clone();
    Arrays.sort(sortedX);
    groups = groups(sortedX);
    groupOf = new int[x.length];
    sortedY = new double[x.length];
    sortWithinGroups();
    columnX = new SortedColumn(x);
    columnY = new SortedColumn(y);
  }

  private ScalarNeighbours(ScalarNeighbours other) {
    super(other.k);
    x = other.x;
    y = other.y;
    k = other.k;
    sortedX = other.sortedX;
    sortedY = other.sortedY;
    groupOf = other.groupOf;
    groups = other.groups;
    columnX = other.columnX;
    columnY = other.columnY;
  }

  @Override
  public Neighbours fork() {
    return new ScalarNeighbours(this);
  }

  private static int[] groups(double[] sorted) {
    int[] starts = new int[sorted.length + 1];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        starts[count++] = i;
      }
    }
    starts[count] = sorted.length;
    return Arrays.copyOf(starts, count + 1);
  }

  private int groupOf(double value) {
    int low = 0;
    int high = groups.length - 2;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (sortedX[groups[middle]] <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  void search() {
    int row = row();
    int own = groupOf[row];
    int place = SortedColumn.start(sortedY, groups[own], groups[own + 1], y[row], 0);
    offer(0, groups[own], place, place + 1, groups[own + 1]);
    int left = own - 1;
    int right = own + 1;
    while (true) {
      double toLeft = left < 0 ? Double.POSITIVE_INFINITY : x[row] - sortedX[groups[left]];
      double toRight =
          right + 1 >= groups.length ? Double.POSITIVE_INFINITY : sortedX[groups[right]] - x[row];
      double distance = Math.min(toLeft, toRight);
      if (!(distance < radius())) {
        return;
      }
      offer(distance, toLeft <= toRight ? left-- : right++);
    }
  }

  private void sortWithinGroups() {
    int[] filled = groups.clone();
    for (int i = 0; i < x.length; i++) {
      groupOf[i] = groupOf(x[i]);
      sortedY[filled[groupOf[i]]++] = y[i];
    }
    for (int group = 0; group + 1 < groups.length; group++) {
      Arrays.sort(sortedY, groups[group], groups[group + 1]);
    }
  }

  private void offer(double distance, int group) {
    int row = row();
    int from = groups[group];
    int to = groups[group + 1];
    if (to - from == 1) { // the usual case without ties
      offer(Math.max(distance, Math.abs(sortedY[from] - y[row])));
      return;
    }
    int middle = SortedColumn.start(sortedY, from, to, y[row], 0);
    offer(distance, from, middle, middle, to);
  }

  /** Offers rows of one x outwards in y: downwards below {@code low}, upwards from {@code high}. */
  private void offer(double distance, int from, int low, int high, int to) {
    double own = y[row()];
    for (int i = low - 1; i >= from; i--) {
      double larger = Math.max(distance, own - sortedY[i]);
      if (!(larger < radius())) {
        break;
      }
      offer(larger);
    }
    for (int i = high; i < to; i++) {
      double larger = Math.max(distance, sortedY[i] - own);
      if (!(larger < radius())) {
        break;
      }
      offer(larger);
    }
  }

  @Override
  void measureRectangle() {
    visit(radius(), true);
  }

  @Override
  public int within(double distance) {
    return distance < 0 ? 0 : visit(distance, false) - 1; // the row itself
  }

  private int visit(double distance, boolean stretch) {
    int row = row();
    int count = 0;
    for (int g = groupOf[row]; g >= 0 && x[row] - sortedX[groups[g]] <= distance; g--) {
      count += visit(g, distance, stretch);
    }
    for (int g = groupOf[row] + 1;
        g + 1 < groups.length && sortedX[groups[g]] - x[row] <= distance;
        g++) {
      count += visit(g, distance, stretch);
    }
    return count;
  }

  private int visit(int group, double distance, boolean stretch) {
    int row = row();
    int start = SortedColumn.start(sortedY, groups[group], groups[group + 1], y[row], distance);
    int end = SortedColumn.end(sortedY, groups[group], groups[group + 1], y[row], distance);
    if (stretch && start < end) {
      double low = Math.abs(sortedY[start] - y[row]);
      double high = Math.abs(sortedY[end - 1] - y[row]);
      stretch(Math.abs(sortedX[start] - x[row]), Math.max(low, high));
    }
    return end - start;
  }

  @Override
  public int withinX(double distance) {
    return Math.max(0, columnX.within(x[row()], distance) - 1);
  }

  @Override
  public int withinY(double distance) {
    return Math.max(0, columnY.within(y[row()], distance) - 1);
  }
}
