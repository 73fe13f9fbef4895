// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShuffledNullTest {
  @Test
  void meanAndDeviationAreThoseOfASample() {
    ShuffledNull shuffled = ShuffledNull.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertThat(shuffled.mean()).isEqualTo(5);
    assertThat(shuffled.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
    assertThat(shuffled.shuffles()).isEqualTo(8);
    assertThat(shuffled.z(5 + 2 * shuffled.deviation())).isCloseTo(2, within(1e-12));
    assertThat(shuffled.z(5 - shuffled.deviation())).isCloseTo(-1, within(1e-12));
  }

  @Test
  void oneShuffleHasAMeanAndNoDeviation() {
    ShuffledNull one = ShuffledNull.of(new double[] {0.25});
    assertThat(one.mean()).isEqualTo(0.25);
    assertThat(one.deviation()).isNaN();
    assertThat(one.z(3)).isNaN();
  }

  @Test
  void noShuffleHasNeither() {
    ShuffledNull none = ShuffledNull.of(new double[0]);
    assertThat(none.mean()).isNaN();
    assertThat(none.deviation()).isNaN();
    assertThat(none.shuffles()).isZero();
  }

  /** Sums in another order differ in the last digits, which is no spread to divide by. */
  @Test
  void roundingIsNoDeviation() {
    ShuffledNull same = ShuffledNull.of(new double[] {0.1, 0.1 + 1e-13, 0.1 - 1e-13});
    assertThat(same.deviation()).isZero();
    assertThat(same.z(0.5)).isNaN();
    assertThat(ShuffledNull.of(new double[] {0.1, 0.1 + 3e-12}).deviation()).isPositive();
  }

  @Test
  void aReadingThatIsNoNumberLeavesNone() {
    ShuffledNull broken = ShuffledNull.of(new double[] {0.1, Double.NaN, 0.3});
    assertThat(broken.mean()).isNaN();
    assertThat(broken.z(1)).isNaN();
  }

  @Test
  void aRiseIsMeasuredAgainstTheErrorOfBothLayers() {
    List<ProcessingCheck.Rise> rises =
        ProcessingCheck.rises(List.of(bits(0.1, 0.3), bits(1.1, 0.4), bits(1.1, 0.4)));
    assertThat(rises).hasSize(1);
    assertThat(rises.get(0).layer()).isEqualTo(1);
    assertThat(rises.get(0).bits()).isCloseTo(1, within(1e-12));
    assertThat(rises.get(0).z()).isCloseTo(2, within(1e-12));
  }

  @Test
  void aRiseWithoutErrorHasNoStandardScore() {
    List<ProcessingCheck.Rise> rises =
        ProcessingCheck.rises(List.of(bits(0.1, 0), bits(0.2, 0), bits(0.1, 0)));
    assertThat(rises).hasSize(1);
    assertThat(rises.get(0).z()).isNaN();
    assertThat(ProcessingCheck.rises(List.of())).isEmpty();
  }

  @Test
  void scalingIsReadBeforeAndAfter() {
    Activations layer = Activations.of(new double[] {1, 2, 3}, 1);
    ScaleShift doubled = ScaleShift.of(layer, 2, ShuffledNullTest::sum);
    assertThat(doubled).isEqualTo(new ScaleShift(2, 6, 12));
    assertThat(doubled.shift()).isEqualTo(6);
  }

  private static double sum(Activations layer) {
    double[] values = new double[layer.examples() * layer.units()];
    layer.copy(0, layer.examples(), values);
    return Arrays.stream(values).sum();
  }

  private static Estimate bits(double value, double standardError) {
    return Estimate.ofBits(value, Uncertainty.of(100, standardError, 2), Set.of());
  }
}
