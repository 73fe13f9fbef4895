// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@link Neighbours} by looking at every row: fixed-point distances to find the few candidates,
 * exact ones to decide. O(N units) per row whatever the data, and few instructions per value; trees
 * are no better from about four units on.
 */
final class VectorNeighbours extends RowNeighbours {
  private static final int LANES = DistanceBlocks.LANES;

  private final ValueColumns x;
  private final ValueColumns y;
  private final int k;
  private final double scale;
  private final FixedPoint fixedX;
  private final FixedPoint fixedY;
  private final DistanceBlocks toX;
  private final DistanceBlocks toY;
  private final DistanceBlocks toBoth;
  private final @Nullable SortedColumn sortedY; // of a scalar
  private final Nearest lanes;

  VectorNeighbours(ValueColumns x, ValueColumns y, int k) {
    this(x, y, k, FixedPoint.scale(x, y));
  }

  private VectorNeighbours(ValueColumns x, ValueColumns y, int k, double scale) {
    this(
        x,
        y,
        k,
        scale,
        new FixedPoint(x, scale),
        new FixedPoint(y, scale),
        y.isScalar() ? new SortedColumn(y.columns()[0]) : null);
  }

  private VectorNeighbours(
      ValueColumns x,
      ValueColumns y,
      int k,
      double scale,
      FixedPoint fixedX,
      FixedPoint fixedY,
      @Nullable SortedColumn sortedY) {
    super(k);
    this.sortedY = sortedY;
    this.x = x;
    this.y = y;
    this.k = k;
    this.scale = scale;
    this.fixedX = fixedX;
    this.fixedY = fixedY;
    toX = new DistanceBlocks(x.rows());
    toY = new DistanceBlocks(x.rows());
    toBoth = new DistanceBlocks(x.rows());
    lanes = new Nearest(k);
  }

  @Override
  public Neighbours fork() {
    return new VectorNeighbours(x, y, k, scale, fixedX, fixedY, sortedY);
  }

  @Override
  void search() {
    int row = row();
    int[][] blocks = toBoth.blocks();
    for (int block = 0; block < blocks.length; block++) {
      fixedX.distances(row, block, toX.blocks()[block]);
      fixedY.distances(row, block, toY.blocks()[block]);
      larger(toX.blocks()[block], toY.blocks()[block], blocks[block]);
    }
    toX.hide(row);
    toY.hide(row);
    toBoth.hide(row);
    int[] smallest = toBoth.smallest();
    long limit = limit(smallest);
    for (int lane = 0; lane < LANES; lane++) {
      if (smallest[lane] <= limit) {
        offer(lane, limit);
      }
    }
  }

  private static void larger(int[] one, int[] two, int[] into) {
    for (int i = 0; i < into.length; i++) {
      int excess = one[i] - two[i];
      into[i] = one[i] - (excess & excess >> 31);
    }
  }

  /** No fixed-point distance of the k nearest is above this: k lanes have one that is not. */
  private long limit(int[] smallest) {
    lanes.clear();
    for (int distance : smallest) {
      lanes.offer(distance);
    }
    return (long) Math.min(lanes.last(), Integer.MAX_VALUE) + 2 * FixedPoint.SLACK;
  }

  private void offer(int lane, long limit) {
    for (int block = 0; block < toBoth.blocks().length; block++) {
      int other = block * LANES + lane;
      if (toBoth.blocks()[block][lane] <= limit && isOther(other)) {
        offer(distance(other));
      }
    }
  }

  private double distance(int other) {
    return Math.max(x.distance(row(), other), y.distance(row(), other));
  }

  private boolean isOther(int other) {
    return other < x.rows() && other != row();
  }

  @Override
  void measureRectangle() {
    double limit = radius() * scale + FixedPoint.SLACK;
    int[] smallest = toBoth.smallest();
    for (int lane = 0; lane < LANES; lane++) {
      for (int block = 0; smallest[lane] <= limit && block < toBoth.blocks().length; block++) {
        int other = block * LANES + lane;
        if (toBoth.blocks()[block][lane] <= limit
            && isOther(other)
            && distance(other) <= radius()) {
          stretch(x.distance(row(), other), y.distance(row(), other));
        }
      }
    }
  }

  @Override
  public int within(double distance) {
    return within(distance, toBoth, this::distance);
  }

  @Override
  public int withinX(double distance) {
    return within(distance, toX, other -> x.distance(row(), other));
  }

  @Override
  public int withinY(double distance) {
    return sortedY == null
        ? within(distance, toY, other -> y.distance(row(), other))
        : Math.max(0, sortedY.within(y.columns()[0][row()], distance) - 1);
  }

  private int within(double distance, DistanceBlocks table, IntToDoubleFunction exact) {
    if (distance < 0) {
      return 0;
    }
    double threshold = Math.min(distance * scale, 1 << 29);
    int low = (int) Math.floor(threshold) - FixedPoint.SLACK;
    int high = (int) Math.ceil(threshold) + FixedPoint.SLACK;
    int count = table.below(low, high);
    for (int lane = 0; lane < LANES; lane++) {
      for (int block = 0; table.unclear(lane) > 0 && block < table.blocks().length; block++) {
        int rough = table.blocks()[block][lane];
        if (rough >= low
            && rough <= high
            && exact.applyAsDouble(block * LANES + lane) <= distance) {
          count++;
        }
      }
    }
    return count;
  }
}
