// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.measure.redundancy.RedundancyMetrics;
import dev.infoscope.network.Layer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What examples that lack a class, have none, or are one alone take from the readings. */
class ChosenExamplesTest {
  private static Reading reading(Metric metric, int samples, Flag... flags) {
    Map<String, String> labels = new TreeMap<>();
    metric.ownLabels().forEach(name -> labels.put(name, "label"));
    Layer layer = metric.isPerLayer() ? new Layer(0, "hidden", "DenseLayer", null, "") : null;
    return new Reading(metric, layer, labels, 0.5, Uncertainty.of(samples, 1), Set.of(flags));
  }

  private static Reading judged(Reading reading, int examples, int present, int occurring) {
    return ChosenExamples.judge(Findings.of(List.of(reading)), examples, present, occurring)
        .readings()
        .get(0);
  }

  private static void assertUnknown(Reading reading, Flag reason) {
    assertThat(reading.value()).as(reading.toString()).isNaN();
    assertThat(reading.flags()).containsExactly(reason);
  }

  static List<Metric> ofClasses() {
    return List.of(
        PlaneMetrics.LABEL,
        PlaneMetrics.INPUT_GIVEN_LABEL,
        PlaneMetrics.EFFICIENCY_PEAK,
        NeuronMetrics.LABEL_INFORMATION,
        RedundancyMetrics.REDUNDANCY,
        RedundancyMetrics.VULNERABILITY);
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void whatReadsClassesIsUnknownWithoutLabels(Metric metric) {
    assertUnknown(judged(reading(metric, 50, Flag.CONSTANT), 50, 1, 0), Flag.NO_TARGETS);
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void classThatIsLeftOutIsSaid(Metric metric) {
    Reading judged = judged(reading(metric, 50), 50, 2, 3);
    assertThat(judged.flags()).containsExactly(Flag.RARE_VALUE_NOT_SAMPLED);
    assertThat(judged.value()).isEqualTo(0.5);
  }

  @Test
  void accuraciesOfExamplesThatLackAClassSaySo() {
    for (Metric metric :
        List.of(
            ProbeMetrics.ACCURACY,
            ProbeMetrics.BALANCED_ACCURACY,
            ProbeMetrics.ACCURACY_LOW,
            ProbeMetrics.ACCURACY_HIGH)) {
      assertThat(judged(reading(metric, 50), 50, 2, 3).flags())
          .as(metric.toString())
          .contains(Flag.RARE_VALUE_NOT_SAMPLED);
    }
  }

  @Test
  void outputsHaveTargetsOfTheirOwn() {
    assertThat(judged(reading(ProbeMetrics.ACCURACY, 50), 50, 1, 0).value()).isEqualTo(0.5);
    assertThat(judged(reading(ProbeMetrics.ACCURACY, 1), 1, 1, 1).value()).isEqualTo(0.5);
  }

  @Test
  void singleExampleTellsNothingApart() {
    for (Metric metric :
        List.of(
            PlaneMetrics.INPUT,
            PlaneMetrics.LABEL,
            PlaneMetrics.SATURATED,
            NeuronMetrics.ENTROPY,
            NeuronMetrics.DEAD)) {
      assertUnknown(judged(reading(metric, 1, Flag.SATURATED), 1, 1, 1), Flag.TOO_FEW);
    }
    Reading ofWeights = reading(CausalMetrics.SENSITIVITY, 0);
    assertThat(judged(ofWeights, 1, 1, 1)).isEqualTo(ofWeights);
  }
}
