// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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

  @Test
  void columnsAreThoseOfTheRowsWhateverWasCopiedBefore() {
    ColumnSort sort = new ColumnSort();
    sort.columns(Activations.of(column(3 * 400), 3), 0, 1, 2);
    double[] values = column(130 * 5);
    double[][] columns = sort.columns(Activations.of(values, 5), 4, 1);
    for (int row = 0; row < 130; row++) {
      assertThat(columns[0][row]).isEqualTo(values[5 * row + 4]);
      assertThat(columns[1][row]).isEqualTo(values[5 * row + 1]);
    }
  }

  @Test
  void binsDoNotDependOnWhatTheMemoryHeldBefore() {
    ColumnSort memory = new ColumnSort();
    for (int units : new int[] {70, 3, 130}) {
      Activations values = Activations.of(column(300 * units), units);
      for (Discretizer rule : new Discretizer[] {Discretizer.twoMeans(), Discretizer.quantile(5)}) {
        assertThat(rule.perUnit(null, values, memory)).isEqualTo(rule.perUnit(null, values));
      }
    }
  }
}
