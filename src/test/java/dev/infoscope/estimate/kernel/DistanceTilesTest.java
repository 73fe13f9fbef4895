// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ValueColumns;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances tile by tile, and the columns and groups that go into them. */
class DistanceTilesTest {
  @ParameterizedTest(name = "{0} rows, {1} units")
  @CsvSource({
    "1, 1", "2, 1", "3, 2", "255, 3", "1023, 1", "1024, 1", "1025, 2", "1026, 3", "2049, 4"
  })
  void everyPairIsVisitedOnceWithItsSquaredDistance(int rows, int units) {
    double[] values = new SplittableRandom(rows).doubles((long) rows * units, -1, 1).toArray();
    int[] order = IntStream.range(0, rows).toArray();
    double[][] found = new double[rows][rows];
    for (double[] row : found) {
      Arrays.fill(row, Double.NaN);
    }
    new DistanceTiles(CenteredTiles.of(Activations.of(values, units), order, new TileMemory()))
        .forEach(
            (row, from, to, squares) -> {
              assertThat(from % CenteredTiles.SIZE).isZero();
              assertThat(to).isLessThanOrEqualTo(row);
              for (int other = from; other < to; other++) {
                require(Double.isNaN(found[row][other]), row, other); // or it is there twice
                found[row][other] = squares[other - from];
              }
            });
    for (int row = 0; row < rows; row++) {
      for (int other = 0; other < rows; other++) {
        double square = found[row][other];
        require(
            other < row
                ? Math.abs(square - square(values, units, row, other)) <= 1e-12
                : Double.isNaN(square),
            row,
            other);
      }
    }
  }

  /** Millions of pairs: words are made only of one that is wrong. */
  private static void require(boolean holds, int row, int other) {
    if (!holds) {
      fail("pair %d and %d", row, other);
    }
  }

  private static double square(double[] values, int units, int row, int other) {
    double sum = 0;
    for (int unit = 0; unit < units; unit++) {
      double difference = values[row * units + unit] - values[other * units + unit];
      sum += difference * difference;
    }
    return sum;
  }

  /** Products of large numbers cancel: what is left may be below 0 by rounding, a square not. */
  @Test
  void roundingMakesNoSquareNegative() {
    double[] values = new SplittableRandom(5).doubles(600, 1e8, 1e8 + 1e-6).toArray();
    for (int row = 1; row < 300; row++) {
      values[2 * row] = values[0] + 1e6;
      values[2 * row + 1] = values[1];
    }
    int[] order = IntStream.range(0, 300).toArray();
    new DistanceTiles(CenteredTiles.of(Activations.of(values, 2), order, new TileMemory()))
        .forEach(
            (row, from, to, squares) -> {
              for (int k = 0; k < to - from; k++) {
                assertThat(squares[k]).isNotNegative();
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "63, 2", "64, 3", "65, 1", "300, 4"})
  void columnsAreCentredAndReordered(int rows, int units) {
    SplittableRandom random = new SplittableRandom(rows);
    double[] values = random.doubles((long) rows * units, 5, 9).toArray();
    int[] order = IntStream.range(0, rows).map(place -> (place * 11 + 3) % rows).toArray();
    Activations layer = Activations.of(values, units);
    CenteredTiles centred = CenteredTiles.of(layer, order, new TileMemory());
    CenteredTiles ofColumns = CenteredTiles.of(ValueColumns.of(layer), order);
    assertThat(centred.rows()).isEqualTo(rows);
    assertThat(centred.tiles()).hasDimensions(1, 4);
    for (int unit = 0; unit < 4; unit++) {
      double[] column = Arrays.copyOf(centred.tiles()[0][unit], rows + 3);
      assertThat(Arrays.stream(column).sum()).isCloseTo(0, within(1e-11));
      for (int place = 1; place < column.length; place++) {
        double expected =
            unit >= units || place > rows
                ? 0
                : place == rows ? -column[rows - 1] : step(values, units, unit, order, place);
        assertThat(column[place] - column[place - 1]).isCloseTo(expected, within(1e-12));
      }
    }
    assertThat(ofColumns.tiles()).isDeepEqualTo(centred.tiles());
  }

  private static double step(double[] values, int units, int unit, int[] order, int place) {
    return values[order[place] * units + unit] - values[order[place - 1] * units + unit];
  }

  @Test
  void groupsAreByLabelAndWithinThemByRow() {
    LabelGroups groups = LabelGroups.of(new int[] {7, 0, 7, Integer.MAX_VALUE, 0, 7});
    assertThat(groups.order()).containsExactly(1, 4, 0, 2, 5, 3);
    assertThat(groups.labels()).containsExactly(0, 0, 7, 7, 7, Integer.MAX_VALUE);
    assertThat(IntStream.range(0, 6).map(groups::start)).containsExactly(0, 0, 2, 2, 2, 5);
    double expected = -(2 / 6.0 * log2(2 / 6.0) + 0.5 * log2(0.5) + 1 / 6.0 * log2(1 / 6.0));
    assertThat(groups.entropy()).isCloseTo(expected, within(1e-12));
    assertThat(groups.rows()).isEqualTo(6);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  @Test
  void oneClassHasNoEntropyAndNoRowsNone() {
    assertThat(LabelGroups.of(new int[] {3, 3, 3}).entropy()).isZero();
    assertThat(LabelGroups.of(new int[0]).entropy()).isNaN();
  }

  @Test
  void anInterruptedThreadStopsBeforeTheNextPair() {
    int[] order = IntStream.range(0, 50).toArray();
    Activations layer = Activations.of(new double[50], 1);
    DistanceTiles tiles = new DistanceTiles(CenteredTiles.of(layer, order, new TileMemory()));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> tiles.forEach((row, from, to, squares) -> {}))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
