// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.kernel.PairwiseBounds;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.golden.GoldenCases.Case;
import dev.infoscope.numeric.Bits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of Kolchinsky and Tracey against published code. */
class PairwiseGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.1", "1.0"})
  void boundsOfAWideLayer(String variance) {
    Activations rows = Activations.of(Generators.b5(2000, 128), 128);
    PairwiseBounds bounds =
        PairwiseDistance.bounds(rows, Generators.classes(2000), Double.parseDouble(variance), 0, 1);
    Case expected = GoldenCases.of("b5.var" + variance);
    expected.check("upper", bounds.inputUpper());
    expected.check("lower", bounds.inputLower());
  }

  /** Values of the formulas of ibsgd kde.py (Saxe et al. 2018) in numpy, nats, six decimals. */
  @ParameterizedTest(name = "variance {0}")
  @CsvSource({
    "0.1, 2.066011, 0.689806, 1.564557, 0.584167",
    "1.0, 1.006620, 0.455561, 0.369192, 0.201173"
  })
  void boundsOfEightPoints(
      double variance, double inputUpper, double labelUpper, double inputLower, double labelLower) {
    double[] points = {0, 0, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1, 3, 0, 3, 2};
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
    PairwiseBounds bounds =
        PairwiseDistance.bounds(Activations.of(points, 2), labels, variance, 0, 1);
    assertNats(bounds.inputUpper(), inputUpper);
    assertNats(bounds.labelUpper(), labelUpper);
    assertNats(bounds.inputLower(), inputLower);
    assertNats(bounds.labelLower(), labelLower);
  }

  private static void assertNats(double bits, double nats) {
    assertThat(bits / Bits.PER_NAT).isCloseTo(nats, within(5.1e-7));
  }
}
