// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
  @ParameterizedTest(name = "{0} rows, {1} and {2} units, k = {3}, {4}")
  @CsvSource({
    "2, 1, 1, 1, smooth",
    "300, 1, 1, 3, smooth",
    "300, 1, 1, 3, grid",
    "300, 1, 1, 5, rectified",
    "300, 1, 1, 5, binary",
    "700, 3, 1, 3, smooth",
    "700, 1, 2, 3, grid",
    "257, 4, 3, 5, rectified",
    "256, 2, 2, 4, binary",
    "400, 2, 2, 300, smooth",
    "300, 2, 1, 3, uneven"
  })
  void everySearchAgreesWithLookingAtAllPairs(
      int rows, int unitsX, int unitsY, int k, String shape) {
    SplittableRandom random = new SplittableRandom(rows + k);
    ValueColumns x = values(random, rows, unitsX, shape);
    ValueColumns y = values(random, rows, unitsY, shape);
    Neighbours search = Neighbours.of(x, y, k);
    for (int row = 0; row < rows; row++) {
      search.moveTo(row);
      double radius = bothSorted(x, y, row)[k - 1];
      assertThat(search.radius()).isEqualTo(radius);
      assertThat(search.radiusX()).isEqualTo(largestWithin(x, x, y, row, radius));
      assertThat(search.radiusY()).isEqualTo(largestWithin(y, x, y, row, radius));
      for (double distance : new double[] {-1, 0, 1e-15, Math.nextDown(radius), radius, 2, 1e9}) {
        assertThat(search.within(distance)).isEqualTo(count(bothSorted(x, y, row), distance));
        assertThat(search.withinX(distance)).isEqualTo(count(sorted(x, row), distance));
        assertThat(search.withinY(distance)).isEqualTo(count(sorted(y, row), distance));
      }
    }
  }

  private static ValueColumns values(SplittableRandom random, int rows, int units, String shape) {
    DoubleUnaryOperator form =
        switch (shape) {
          case "grid" -> v -> Math.floor(10 * v) / 10;
          case "rectified" -> v -> Math.max(-0.0, v);
          case "binary" -> v -> Math.signum(v);
          case "uneven" -> v -> units > 1 ? v * 1e-7 : v * 1e5;
          default -> v -> v;
        };
    double[] all =
        DoubleStream.generate(() -> form.applyAsDouble(2 * random.nextDouble() - 1))
            .limit((long) rows * units)
            .toArray();
    return ValueColumns.of(Activations.of(all, units));
  }

  private static double[] sorted(ValueColumns values, int row) {
    double[] distances = new double[values.rows() - 1];
    for (int other = 0, next = 0; other < values.rows(); other++) {
      if (other != row) {
        distances[next++] = values.distance(row, other);
      }
    }
    Arrays.sort(distances);
    return distances;
  }

  private static double[] bothSorted(ValueColumns x, ValueColumns y, int row) {
    double[][] columns =
        Stream.concat(Arrays.stream(x.columns()), Arrays.stream(y.columns()))
            .toArray(double[][]::new);
    return sorted(new ValueColumns(columns, x.rows()), row);
  }

  private static double largestWithin(
      ValueColumns of, ValueColumns x, ValueColumns y, int row, double radius) {
    double largest = 0;
    for (int other = 0; other < x.rows(); other++) {
      if (other != row && Math.max(x.distance(row, other), y.distance(row, other)) <= radius) {
        largest = Math.max(largest, of.distance(row, other));
      }
    }
    return largest;
  }

  private static int count(double[] sorted, double distance) {
    return (int) Arrays.stream(sorted).filter(d -> d <= distance).count();
  }
}
