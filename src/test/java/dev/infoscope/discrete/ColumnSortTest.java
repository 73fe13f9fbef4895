// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnSortTest {
  private static final double[] EDGES = {
    0.0, -0.0, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 1, -1
  };

  private final SplittableRandom random = new SplittableRandom(3);

  /** Normal, tied or extreme single-precision values. */
  private double[] column(int rows) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] =
          switch (random.nextInt(3)) {
            case 0 -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-9, 9)));
            case 1 -> EDGES[random.nextInt(EDGES.length)];
            default -> random.nextInt(5);
          };
    }
    return values;
  }

  private static double[] byComparing(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 5000, 300})
  void singlePrecisionIsInTheOrderOfArraysSortToTheBit(int rows) {
    ColumnSort sort = new ColumnSort();
    sort.sorted(column(700)); // leaves something behind
    double[] values = column(rows);
    double[] before = values.clone();
    assertThat(sort.sorted(values)).containsExactly(byComparing(values));
    assertThat(values).containsExactly(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, Double.MIN_VALUE})
  void oneValueThatIsNoFloatOrNotFiniteChangesNothing(double odd) {
    double[] values = column(1000);
    values[500] = odd;
    double[] expected = byComparing(values);
    new ColumnSort().sort(values);
    assertThat(values).containsExactly(expected);
  }
}
