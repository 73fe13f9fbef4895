// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CausalCurvesTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/dev/infoscope/golden/causal-curves.csv", numLinesToSkip = 2)
  void oneAndTwoInputsFollowTheReference(
      String shape,
      String activation,
      int bins,
      double first,
      Double second,
      double sensitivity,
      Double parts,
      Double joint) {
    double[] weights = second == null ? new double[] {first} : new double[] {first, second};
    CausalPoint point =
        new CausalPlane(bins(activation, bins), joint == null ? null : JointPlan.defaults(3))
            .measure(
                Layers.unbiased(
                    weights.length,
                    1,
                    weights,
                    Activation.named(activation),
                    natural(activation),
                    natural(activation)));
    assertThat(point.sensitivity().bits()).isCloseTo(sensitivity, within(2e-8));
    double expectedParts = parts == null ? sensitivity : parts; // one edge: nothing else varies
    assertThat(point.effectiveInformation(CausalPoint.Kind.PARTS).bits())
        .isCloseTo(expectedParts, within(2e-8));
    if (joint != null) {
      double error =
          point.effectiveInformation(CausalPoint.Kind.JOINT).uncertainty().standardError();
      assertThat(point.effectiveInformation(CausalPoint.Kind.JOINT).bits())
          .isCloseTo(joint, within(3 * error + 0.001));
    }
  }

  /** The reference left out what a rectifier puts above 1. */
  private static CausalBins bins(String activation, int bins) {
    CausalBins clamped = CausalBins.of(bins);
    return activation.equals("relu") ? clamped.with(Overflow.DROP) : clamped;
  }

  private static Range natural(String activation) {
    return new Range(activation.equals("tanh") ? -1 : 0, 1);
  }
}
