// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.neuron.ablation.AblationMetrics;
import dev.infoscope.measure.neuron.ablation.AblationSettings;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.report.EpochReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Neurons and their ablation from the network to the report. */
class NeuronRunTest {
  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final DataSet data = Examples.flat(120, 3);
  private final Recorder recorder = new Recorder();

  private InfoscopeBuilder watching() {
    return Infoscope.builder().probe(data).sink(recorder).synchronous();
  }

  private static List<Reading> of(EpochReport report, Metric metric) {
    return report.readings().stream().filter(reading -> reading.metric() == metric).toList();
  }

  private static List<Matrix> matrices(EpochReport report, Metric metric) {
    return report.matrices().stream().filter(matrix -> matrix.metric() == metric).toList();
  }

  @Test
  void neuronsAreReadByDefaultAndAblatedOnRequestOnly() {
    try (Infoscope scope = watching().build()) {
      scope.sample(network, 1);
    }
    assertThat(of(recorder.last(), NeuronMetrics.DEAD))
        .extracting(reading -> reading.layer().name())
        .containsExactly("first", "second", "output");
    assertThat(matrices(recorder.last(), NeuronMetrics.QUANTITIES)).hasSize(3);
    assertThat(of(recorder.last(), AblationMetrics.AREA)).isEmpty();
    assertThat(recorder.lastHealth().active()).containsKey("neurons").doesNotContainKey("ablation");
  }

  @Test
  void settingsReachTheMeasure() {
    try (Infoscope scope =
        watching().neurons(n -> n.withTop(2).withRule(Discretizer.quantile(4))).build()) {
      scope.sample(network, 1);
    }
    assertThat(of(recorder.last(), NeuronMetrics.TOP_SELECTIVITY)).hasSize(6);
    assertThat(of(recorder.last(), NeuronMetrics.ENTROPY).get(4).value())
        .isCloseTo(2, within(0.01)); // four bins of equal mass
    assertThat(recorder.runs.get(0).provenance().settings())
        .containsEntry("neurons.rule", "quantile:4")
        .containsEntry("neurons.top", 2L);
  }

  /** The accuracy with all units of a layer gone, by hand: weights cut, bias balanced or not. */
  @Test
  void theEndOfACurveIsTheAccuracyWithoutTheLayer() {
    network.fit(data);
    try (Infoscope scope =
        watching().ablation(a -> a.withEveryEpochs(1).withValue(AblationValue.ZERO)).build()) {
      scope.sample(network, 1);
    }
    Matrix curves = matrices(recorder.last(), AblationMetrics.CURVES).get(1);
    assertThat(curves.layer().name()).isEqualTo("second");
    INDArray bias = network.getLayer(3).getParam("b");
    int said = bias.argMax().getInt(0);
    long right =
        IntStream.range(0, 120).filter(row -> data.getLabels().getDouble(row, said) > 0).count();
    double share = curves.value(0, curves.columns().size() - 1);
    assertThat(share).isBetween(0.0, 1.0);
    assertThat(curves.values().length).isEqualTo(curves.rows().size() * 6);
    for (int row = 0; row < curves.rows().size() - 1; row++) {
      assertThat(curves.value(row, 5)).as(curves.rows().get(row)).isCloseTo(share, within(1e-12));
    }
    assertThat(Math.abs(share - right / 120.0)).isLessThan(0.15); // half of the rows
  }

  @Test
  void hiddenLayersOfAConvolutionalNetworkAreAblatedByPasses() {
    MultiLayerNetwork images = Networks.convolutional();
    Recorder seen = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(Examples.images(60, 3))
            .sink(seen)
            .synchronous()
            .plannedEpochs(2)
            .ablation(a -> a.withPoints(3))
            .build()) {
      scope.sample(images, 1);
      assertThat(matrices(seen.last(), AblationMetrics.CURVES)).isEmpty();
      scope.sample(images, 2);
    }
    assertThat(matrices(seen.last(), AblationMetrics.CURVES))
        .extracting(matrix -> matrix.layer().name())
        .containsExactly("conv", "norm", "pool", "dense");
    assertThat(of(seen.last(), AblationMetrics.RANDOM_AREA).get(0).layer().reduction())
        .isEqualTo("mean over positions; ablated to mean");
    assertThat(seen.lastHealth().failures().get("ablation")).isZero();
  }

  @Test
  void ablationAtTheEndNeedsToKnowTheEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> watching().ablation().build())
        .withMessage(
            "ablation at the end of the run needs plannedEpochs, or withEveryEpochs in its place");
  }

  @Test
  void ablationWithoutSettingsKeepsThoseGivenBefore() {
    assertThat(curves(watching().ablation(a -> a.withEveryEpochs(3)).ablation()))
        .isEqualTo(curves(watching().ablation(a -> a.withEveryEpochs(3))))
        .isNotEqualTo(curves(watching().plannedEpochs(2).ablation()));
  }

  @Test
  void ablationWithoutSettingsTakesTheDefaults() {
    assertThat(curves(watching().plannedEpochs(2).ablation()))
        .isEqualTo(SettingValues.of(AblationSettings.defaults()));
  }

  private static Map<String, Object> curves(InfoscopeBuilder builder) {
    Map<String, Object> curves = new TreeMap<>();
    builder
        .measures
        .settings(builder.measures.measures(1, 2))
        .forEach(
            (name, value) -> {
              if (name.startsWith("ablation.")) {
                curves.put(name.substring("ablation.".length()), value);
              }
            });
    return curves;
  }
}
