// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorted columns, lists and blocks, each against walking over all values. */
class SearchStructuresTest {
  private static double[] column(String shape, int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    return switch (shape) {
      case "smooth" -> random.doubles(rows, -1, 1).toArray();
      case "ties" -> random.ints(rows, 0, 5).asDoubleStream().toArray();
      case "rectified" -> random.doubles(rows, -1, 1).map(v -> Math.max(0, v)).toArray();
      case "crowd" -> random.doubles(rows).map(v -> v < 0.9 ? 1e-3 * v : 1e6 * v).toArray();
      case "tail" -> random.doubles(rows).map(v -> Math.exp(600 * (v - 0.5))).toArray();
      case "huge" -> random.doubles(rows).map(v -> (v - 0.5) * Double.MAX_VALUE * 1.9).toArray();
      default -> new double[rows];
    };
  }

  @ParameterizedTest
  @CsvSource({
    "smooth, 1",
    "smooth, 2",
    "smooth, 300",
    "ties, 200",
    "rectified, 300",
    "crowd, 400",
    "tail, 300",
    "huge, 100",
    "constant, 50"
  })
  void sortedColumnsCountWhatLiesWithin(String shape, int rows) {
    double[] values = column(shape, rows);
    SortedColumn sorted = new SortedColumn(values);
    PresortedColumn presorted = new PresortedColumn(values);
    double width = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    for (double center : values) {
      for (double share : new double[] {0, 1e-18, 1e-9, 1e-3, 0.01, 0.1, 0.5, 1}) {
        double ball = share * width;
        int expected = (int) count(values, center, ball);
        assertThat(sorted.within(center, ball)).isEqualTo(expected);
        assertThat(presorted.within(center, ball)).isEqualTo(expected);
      }
    }
    assertThat(sorted.within(values[0], -1e-300)).isZero();
    assertThat(sorted.within(0, Double.MAX_VALUE)).isEqualTo(rows);
  }

  private static long count(double[] values, double center, double ball) {
    return Arrays.stream(values).filter(v -> v - center <= ball && center - v <= ball).count();
  }

  @ParameterizedTest
  @CsvSource({"smooth, 300", "ties, 200", "rectified, 300", "crowd, 400", "constant, 20"})
  void aPresortedColumnKnowsItsRowsAndNarrowsWithoutLosingAny(String shape, int rows) {
    double[] values = column(shape, rows);
    PresortedColumn column = new PresortedColumn(values);
    assertThat(column.sorted).isSorted();
    for (int row = 0; row < rows; row++) {
      assertThat(column.order[column.place[row]]).isEqualTo(row);
      assertThat(column.sorted[column.place[row]]).isEqualTo(values[row]);
    }
    for (int at = 0; at < rows; at++) {
      if (at > 0 && column.sorted[at] == column.sorted[at - 1]) {
        assertThat(column.order[at]).as("equal ones by row").isGreaterThan(column.order[at - 1]);
      }
      double center = column.sorted[at];
      for (double ball : new double[] {0, 1e-4, 0.05, 0.7, 3}) {
        int first = column.from(center - ball);
        int last = column.upTo(center + ball);
        assertThat(Arrays.stream(column.sorted, 0, first)).allMatch(v -> center - v > ball);
        assertThat(Arrays.stream(column.sorted, last, rows)).allMatch(v -> v - center > ball);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"smooth, 1", "smooth, 3", "smooth, 6", "smooth, 200", "ties, 100", "crowd, 150"})
  void reachIsTheDistanceToANeighbourAlongTheUnit(String shape, int rows) {
    double[] values = column(shape, rows);
    PresortedColumn column = new PresortedColumn(values);
    int far = Math.min(rows - 1, (int) Math.sqrt(8.0 * rows));
    int close = Math.min(rows - 1, 5);
    for (int at = 0; at < rows; at++) {
      double center = column.sorted[at];
      double[] distances = Arrays.stream(values).map(v -> Math.abs(v - center)).sorted().toArray();
      assertThat(column.far[at]).as("far at %d", at).isEqualTo(distances[far]);
      assertThat(column.close[at]).as("close at %d", at).isEqualTo(distances[close]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void theNearestAreTheSmallestOffered(int k) {
    SplittableRandom random = new SplittableRandom(k);
    Nearest nearest = new Nearest(k);
    for (int round = 0; round < 3; round++) {
      nearest.clear();
      double[] offered = random.ints(60, 0, 30).asDoubleStream().toArray();
      for (int i = 0; i < offered.length; i++) {
        assertThat(nearest.last()).isEqualTo(i < k ? Double.POSITIVE_INFINITY : kth(offered, i, k));
        nearest.offer(offered[i]);
      }
      nearest.offer(Double.NaN);
      assertThat(nearest.last()).isEqualTo(kth(offered, offered.length, k));
    }
  }

  private static double kth(double[] values, int count, int k) {
    return Arrays.stream(values, 0, count).sorted().toArray()[k - 1];
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 1024, 1500})
  void blocksHideTheRowAndTheirPadding(int rows) {
    DistanceBlocks blocks = new DistanceBlocks(rows);
    assertThat(blocks.blocks()).hasNumberOfRows((rows + 511) / 512);
    int hidden = rows / 2;
    for (int row = 0; row < rows; row++) {
      blocks.blocks()[row / 512][row % 512] = 10 + row;
    }
    blocks.hide(hidden);
    assertThat(IntStream.of(blocks.smallest()).min().orElseThrow())
        .isEqualTo(hidden == 0 ? 1 << 30 : 10);
    int low = 10 + rows / 3;
    int high = 10 + 2 * rows / 3;
    int clear = (int) IntStream.range(0, rows).filter(r -> r != hidden && 10 + r < low).count();
    int between =
        (int)
            IntStream.range(0, rows)
                .filter(r -> r != hidden && 10 + r >= low && 10 + r <= high)
                .count();
    assertThat(blocks.below(low, high)).isEqualTo(clear);
    assertThat(IntStream.range(0, 512).map(blocks::unclear).sum()).isEqualTo(between);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 30", "3, 513", "4, 100", "5, 700"})
  void fixedPointDistancesAreRightUpToTheSlack(int units, int rows) {
    double[] values = new SplittableRandom(units).doubles((long) units * rows, -3, 5).toArray();
    ValueColumns columns = ValueColumns.of(Activations.of(values, units));
    double scale = FixedPoint.scale(columns, columns);
    FixedPoint fixed = new FixedPoint(columns, scale);
    int[] into = new int[DistanceBlocks.LANES];
    for (int row : new int[] {0, rows / 2, rows - 1}) {
      for (int other = 0; other < rows; other++) {
        if (other % DistanceBlocks.LANES == 0) {
          fixed.distances(row, other / DistanceBlocks.LANES, into);
        }
        assertThat(into[other % DistanceBlocks.LANES] - columns.distance(row, other) * scale)
            .isBetween(-(double) FixedPoint.SLACK, (double) FixedPoint.SLACK);
      }
    }
  }

  /** All distances fit into an int, and a constant does not divide by nothing. */
  @Test
  void theFixedPointScaleFollowsTheWiderVariable() {
    ValueColumns narrow = ValueColumns.of(Activations.of(new double[] {0, 1}, 1));
    ValueColumns wide = ValueColumns.of(Activations.of(new double[] {-4, 0, 3, 4}, 2));
    assertThat(FixedPoint.scale(narrow, narrow)).isEqualTo(0x1p29);
    assertThat(FixedPoint.scale(narrow, wide)).isEqualTo(0x1p29 / 7);
    assertThat(FixedPoint.scale(wide, narrow)).isEqualTo(0x1p29 / 7);
    ValueColumns constant = ValueColumns.of(Activations.of(new double[3], 1));
    assertThat(FixedPoint.scale(constant, constant)).isFinite();
  }

  @Test
  void valueColumnsTurnALayerOnItsSide() {
    double[] values = IntStream.range(0, 3 * 130).mapToDouble(i -> i).toArray();
    ValueColumns columns = ValueColumns.of(Activations.of(values, 3));
    assertThat(columns.rows()).isEqualTo(130);
    assertThat(columns.columns()[2][129]).isEqualTo(389);
    assertThat(columns.columns()[0][64]).isEqualTo(192);
    assertThat(columns.distance(0, 129)).isEqualTo(387);
    assertThat(columns.isScalar()).isFalse();
    assertThat(columns.isEmpty()).isFalse();
  }

  @Test
  void negativeZeroIsZero() {
    ValueColumns columns = ValueColumns.of(Activations.of(new double[] {-0.0, 0.0}, 1));
    assertThat(1 / columns.columns()[0][0]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(columns.varying().isEmpty()).isTrue();
  }

  @Test
  void onlyUnitsThatDifferSomewhereVary() {
    double[] values = {1, 5, 0, 1, 5, 0, 1, 6, 0};
    ValueColumns varying = ValueColumns.of(Activations.of(values, 3)).varying();
    assertThat(varying.columns()).isDeepEqualTo(new double[][] {{5, 5, 6}});
    assertThat(varying.isScalar()).isTrue();
  }

  @Test
  void theMeanIsTakenInTheOrderOfTheRows() {
    double[] values = DoubleStream.iterate(1, v -> v / 3).limit(40).toArray();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    assertThat(RowValues.mean(values)).isEqualTo(sum / 40);
    assertThat(RowValues.mean(new double[] {1, 2, 6})).isCloseTo(3, within(1e-15));
  }
}
