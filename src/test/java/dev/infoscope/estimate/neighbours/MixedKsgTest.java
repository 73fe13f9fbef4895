// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.golden.Generators;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixedKsgTest {
  @ParameterizedTest
  @MethodSource("dev.infoscope.estimate.neighbours.ReferencePair#all")
  void agreesWithTheReferenceVectors(ReferencePair pair) {
    ValueColumns x = column(pair.x());
    ValueColumns y = column(pair.y());
    MixedKsg ksg = MixedKsg.of(pair.neighbours());
    assertThat(nats(ksg, x, y)).isCloseTo(pair.released(), within(1e-6));
    assertThat(nats(ksg.with(MixedKsg.Form.PRINTED), x, y)).isCloseTo(pair.printed(), within(1e-6));
    assertThat(nats(ksg, y, x)).as("symmetry").isCloseTo(pair.released(), within(1e-6));
  }

  @Test
  void aConstantVariableReadsExactlyNothing() {
    Activations constant = Activations.of(new double[50], 1);
    Activations other = Activations.of(Generators.gaussMatrix(5, 50, 1), 1);
    assertThat(MixedKsg.of(5).information(constant, other, 1)).isZero();
    assertThat(MixedKsg.of(5).pointwise(other, constant, 1)).containsOnly(0.0).hasSize(50);
  }

  @Test
  void readsCorrelatedGaussiansAndTheSignOfOne() {
    double[] x = Generators.gaussMatrix(11, 1000, 1);
    double[] e = Generators.gaussMatrix(12, 1000, 1);
    double[] y = new double[1000];
    Arrays.setAll(y, i -> 0.9 * x[i] + Math.sqrt(0.19) * e[i]);
    double[] sign = Arrays.stream(x).map(Math::signum).toArray();
    MixedKsg ksg = MixedKsg.of(5);
    Activations left = Activations.of(x, 1);
    assertThat(ksg.information(left, Activations.of(y, 1), 1) / Bits.PER_NAT)
        .isCloseTo(0.830366, within(0.08));
    assertThat(ksg.information(left, Activations.of(sign, 1), 1)).isCloseTo(1, within(0.02));
    assertThat(ksg.information(left, Activations.of(e, 1), 1)).isCloseTo(0, within(0.08));
  }

  @Test
  void jitterCuresTiesOnAGrid() {
    double[] grid = Generators.gaussMatrix(13, 600, 1);
    Arrays.setAll(grid, i -> Math.rint(grid[i] * 5) / 5);
    double[] half = Arrays.stream(grid).map(v -> v > 0 ? 1 : 0).toArray();
    Activations x = Activations.of(grid, 1);
    Activations y = Activations.of(half, 1);
    MixedKsg plain = MixedKsg.of(5);
    assertThat(plain.with(new Jitter(1e-9, 1)).information(x, y, 1)).isCloseTo(1, within(0.05));
  }

  @Test
  void pointwiseSharesAverageToTheInformation() {
    Activations x = Activations.of(Generators.gaussMatrix(14, 200, 3), 3);
    Activations y = Activations.of(Generators.gaussMatrix(15, 200, 2), 2);
    MixedKsg ksg = MixedKsg.of(4);
    assertThat(ksg.information(x, y, 1))
        .isCloseTo(Arrays.stream(ksg.pointwise(x, y, 2)).average().orElseThrow(), within(1e-12));
  }

  @Test
  void tooFewRowsOrNoneGiveNoNumber() {
    Activations few = Activations.of(new double[] {1, 2, 3}, 1);
    assertThat(MixedKsg.of(3).information(few, few, 1)).isNaN();
    Activations none = Activations.of(new double[0], 1);
    assertThat(MixedKsg.of(3).information(none, none, 1)).isNaN();
  }

  private static ValueColumns column(double[] values) {
    return ValueColumns.of(Activations.of(values, 1));
  }

  private static double nats(MixedKsg ksg, ValueColumns x, ValueColumns y) {
    return Arrays.stream(ksg.formula(x, y, 1)).average().orElseThrow() / Bits.PER_NAT;
  }
}
