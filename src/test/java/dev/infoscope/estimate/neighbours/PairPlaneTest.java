// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rectangles and radii of a pair of units, each against walking over all rows. */
class PairPlaneTest {
  private static double[] column(long seed, int rows) {
    return new SplittableRandom(seed).doubles(rows, -1, 1).toArray();
  }

  private static double distance(double[] x, double[] y, int row, int other) {
    return Math.max(Math.abs(x[row] - x[other]), Math.abs(y[row] - y[other]));
  }

  /** The k-th smallest, or infinity. */
  private static double kth(double[] x, double[] y, int row, int k, int... among) {
    double[] sorted =
        IntStream.of(among)
            .filter(other -> other != row)
            .mapToDouble(other -> distance(x, y, row, other))
            .sorted()
            .toArray();
    return sorted.length < k ? Double.POSITIVE_INFINITY : sorted[k - 1];
  }

  /** Sides that are too small, right and too large; 20,000 rows exceed the memory for marks. */
  @ParameterizedTest
  @CsvSource({"63, 1, 8", "64, 4, 22", "65, 5, 22", "300, 6, 1", "300, 12, 2000", "20000, 3, 400"})
  void theNearestInARectangleIsTheSmallestOfItsRows(int rows, int k, int side) {
    double[] x = column(1, rows);
    double[] y = column(2, rows);
    PresortedColumn alongX = new PresortedColumn(x);
    PresortedColumn alongY = new PresortedColumn(y);
    PairPlane plane = new PairPlane(rows, k, side);
    plane.fill(alongY, alongX); // what another pair left must not be seen
    plane.fill(alongX, alongY);
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 50; trial++) {
      int row = random.nextInt(rows);
      int bottom = random.nextInt(alongY.place[row] + 1);
      int top = random.nextInt(alongY.place[row] + 1, rows + 1);
      int[] between = Arrays.copyOfRange(alongY.order, bottom, top);
      assertThat(plane.nearest(alongY.place[row], 0, rows, bottom, top))
          .as("row %d, places %d to %d", row, bottom, top)
          .isEqualTo(kth(x, y, row, k, between));
      int left = random.nextInt(alongX.place[row] + 1);
      int right = random.nextInt(alongX.place[row] + 1, rows + 1);
      int[] inside =
          IntStream.of(between)
              .filter(other -> alongX.place[other] >= left && alongX.place[other] < right)
              .toArray();
      assertThat(plane.nearest(alongY.place[row], left, right, bottom, top))
          .as("some more along X may count")
          .isBetween(kth(x, y, row, k, between), kth(x, y, row, k, inside));
    }
  }

  @Test
  void aSearchLeavesThePlaneAsItWas() {
    PresortedColumn x = new PresortedColumn(column(1, 100));
    PresortedColumn y = new PresortedColumn(column(2, 100));
    PairPlane plane = new PairPlane(100, 3, 20);
    plane.fill(x, y);
    double before = plane.nearest(17, 0, 100, 0, 100);
    plane.nearest(18, 0, 100, 0, 100);
    assertThat(plane.nearest(17, 0, 100, 0, 100)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 40})
  void radiiAreThoseOfAllRowsWhateverTheGuess(int k) {
    int rows = 200;
    double[] x = column(4, rows);
    double[] y = column(5, rows);
    for (int row = 0; row < rows; row++) {
      x[row] = row < 40 ? 0 : Math.exp(20 * x[row]); // a crowd, and a tail where guesses fail
    }
    PresortedColumn alongX = new PresortedColumn(x);
    PresortedColumn alongY = new PresortedColumn(y);
    int[] atX = IntStream.range(0, rows).filter(row -> row % 3 != 0).toArray();
    int[] atY = IntStream.of(atX).map(place -> alongY.place[alongX.order[place]]).toArray();
    double[] radii = new PairRadii(rows, k).of(alongX, atX, alongY, atY, atX.length);
    int[] all = IntStream.range(0, rows).toArray();
    for (int i = 0; i < atX.length; i++) {
      assertThat(radii[i]).isEqualTo(kth(x, y, alongX.order[atX[i]], k, all));
    }
  }
}
