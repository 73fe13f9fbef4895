// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CausalGoldenTest {
  static Stream<GoldenLayer> layers() {
    return GoldenLayer.all();
  }

  static Stream<GoldenLayer> layersWithJoint() {
    return GoldenLayer.all().filter(layer -> layer.has("ei"));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theGeneratorMakesTheSameWeights(GoldenLayer golden) {
    double[] weights = golden.layer().weights();
    assertThat(Arrays.stream(weights).sum())
        .isCloseTo(golden.number("weight_sum"), within(1e-9 * weights.length));
    assertThat(Arrays.stream(weights).map(w -> w * w).sum())
        .isCloseTo(golden.number("weight_sumsq"), within(1e-9 * weights.length));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void sensitivityIsExact(GoldenLayer golden) {
    CausalPoint point = new CausalPlane(golden.bins(), null).measure(golden.layer());
    double expected = golden.number("sensitivity");
    assertThat(point.sensitivity().bits())
        .isCloseTo(expected, within(2e-8 + 1e-9 * expected)); // printed with eight decimals
    assertThat(point.units().sensitivity())
        .containsExactly(golden.numbers("sensitivity_per_output"), within(2e-8));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void informationByPartsIsExact(GoldenLayer golden) {
    CausalPoint point = new CausalPlane(golden.bins(), null).measure(golden.layer());
    assertThat(point.effectiveInformation(CausalPoint.Kind.PARTS).bits())
        .isCloseTo(golden.number("ei_parts"), within(2e-8));
    assertThat(point.units().parts())
        .containsExactly(golden.numbers("ei_parts_per_output"), within(2e-8));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void singleEdgesAreExact(GoldenLayer golden) {
    CausalEdges edges = new CausalEdges(golden.bins());
    if (golden.has("sensitivity_matrix")) {
      assertThat(edges.sensitivity(golden.layer()))
          .containsExactly(golden.numbers("sensitivity_matrix"), within(2e-8));
      assertThat(edges.parts(golden.layer()))
          .containsExactly(golden.numbers("ei_parts_matrix"), within(2e-8));
    } else {
      double total = Arrays.stream(edges.parts(golden.layer())).sum();
      assertThat(total).isCloseTo(golden.number("ei_parts"), within(2e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("layersWithJoint")
  void jointInformationIsWithinItsError(GoldenLayer golden) {
    JointPlan plan = JointPlan.defaults(1);
    JointInformation joint = new CausalPlane(golden.bins(), plan).measure(golden.layer()).joint();
    assertThat(joint).isNotNull();
    double error = joint.estimate().uncertainty().standardError();
    // The golden value's own half-width, our standard error, and 0.003 for its other bin edges.
    double tolerance = golden.number("ei_pm") + error + 0.003;
    assertThat(joint.estimate().bits()).isCloseTo(golden.number("ei"), within(tolerance));
    assertThat(error).isLessThan(0.01);
    assertThat(joint.estimate().bits()).isBetween(joint.lower() - 0.02, joint.upper() + 0.02);
  }
}
