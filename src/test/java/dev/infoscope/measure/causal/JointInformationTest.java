// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.entropy.Grassberger;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointInformationTest {
  private static final CausalBins BINS = CausalBins.of(8);

  private static JointInformation joint(LayerTransition layer, long seed) {
    JointInformation joint = new CausalPlane(BINS, JointPlan.defaults(seed)).measure(layer).joint();
    assertThat(joint).isNotNull();
    return joint;
  }

  @Test
  void aWideLayerIsRefusedWithBounds() {
    CausalPoint point =
        new CausalPlane(CausalBins.of(16), JointPlan.defaults(1))
            .measure(Layers.uniform(784, 100, 3, 1));
    JointInformation joint = point.joint();
    assertThat(joint).isNotNull();
    assertThat(joint.isEstimable()).isFalse();
    assertThat(joint.estimate().bits()).isNaN();
    assertThat(joint.estimate().flags()).containsExactly(Flag.UNDERSAMPLED);
    assertThat(joint.lower()).isBetween(0.5, 1.0);
    assertThat(joint.upper()).isBetween(100.0, 400.0);
    assertThat(point.integratedInformation().bits()).isNaN();
    assertThat(point.effectiveInformation(Kind.PARTS).bits()).isPositive();
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    LayerTransition layer = Layers.uniform(6, 5, 5, 2);
    assertThat(joint(layer, 3)).isEqualTo(joint(layer, 3));
    assertThat(joint(layer, 4).estimate().bits()).isNotEqualTo(joint(layer, 3).estimate().bits());
  }

  @Test
  void differencesBetweenEpochsAreLessNoisyThanLevels() {
    LayerTransition before = Layers.uniform(6, 5, 5, 2);
    double[] weights = before.weights().clone();
    weights[0] += 1e-3;
    LayerTransition after = Layers.with(before, weights, before.bias());
    double[] differences =
        IntStream.range(0, 4)
            .mapToDouble(
                s -> joint(after, s).estimate().bits() - joint(before, s).estimate().bits())
            .toArray();
    double error = joint(before, 0).estimate().uncertainty().standardError();
    for (double difference : differences) {
      assertThat(difference).isCloseTo(differences[0], within(error / 3));
    }
  }

  @Test
  void oneInputAndOneOutputAreAnEdge() {
    LayerTransition layer = Layers.uniform(5, 3, 8, 9);
    double[] parts = new CausalEdges(BINS).parts(layer);
    CausalGroups groups = new CausalGroups(BINS, JointPlan.defaults(2));
    for (int edge = 0; edge < parts.length; edge += 4) {
      JointInformation found = groups.between(layer, new int[] {edge / 3}, new int[] {edge % 3});
      double error = found.estimate().uncertainty().standardError();
      assertThat(found.estimate().bits()).isCloseTo(parts[edge], within(4 * error + 5e-4));
      assertThat(found.lower()).isCloseTo(parts[edge], within(1e-12));
    }
  }

  @Test
  void allOfBothAreTheWhole() {
    LayerTransition layer = Layers.uniform(4, 3, 8, 9);
    JointInformation whole =
        new CausalGroups(BINS, JointPlan.defaults(2))
            .between(layer, new int[] {0, 1, 2, 3}, new int[] {0, 1, 2});
    assertThat(whole).isEqualTo(joint(layer, 2));
  }

  @Test
  void groupsAreChecked() {
    LayerTransition layer = Layers.uniform(4, 3, 8, 9);
    CausalGroups groups = new CausalGroups(BINS, JointPlan.defaults(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> groups.between(layer, new int[] {4}, new int[] {0}))
        .withMessage("inputs (4) must be from 0 to 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> groups.between(layer, new int[] {0}, new int[] {1, 1}))
        .withMessage("outputs (1) must be named once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> groups.between(layer, new int[0], new int[] {1}))
        .withMessage("number of inputs (0) must be >= 1");
  }

  @Test
  void grassbergersTermsContinueSmoothlyBeyondTheTable() {
    assertThat(Grassberger.term(1)).isCloseTo(-0.5772156649 - Math.log(2), within(1e-9));
    assertThat(Grassberger.term(2)).isCloseTo(2 - 0.5772156649 - Math.log(2), within(1e-9));
    assertThat(Grassberger.term(3)).isEqualTo(Grassberger.term(2));
    double last = Grassberger.term(8190);
    assertThat(Grassberger.term(8192)).isCloseTo(last + 2.0 / 8191, within(1e-11));
  }
}
