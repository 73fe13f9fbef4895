// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.InformationFlow;
import dev.infoscope.measure.flow.PruningCurve;
import dev.infoscope.measure.flow.PruningOrder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class FlowPruningTest {
  private final DataSet data = Examples.flat(200, 3);
  private final MultiLayerNetwork network = trained();

  private MultiLayerNetwork trained() {
    MultiLayerNetwork made = Networks.denseWithDropout();
    for (int epoch = 0; epoch < 30; epoch++) {
      made.fit(data);
    }
    return made;
  }

  private FlowPruning pruning() {
    Probe probe = Probe.of(data.toMultiDataSet(), null, 1000, 1);
    return new FlowPruning(network, probe, InformationFlow.of(FlowEstimator.ksg(), 1));
  }

  @ParameterizedTest
  @EnumSource
  void theNetworkStaysAsItIsAndACurveHasAPointPerStep(PruningOrder order) {
    INDArray before = network.params().dup();
    FlowPruning pruning = pruning();
    PruningCurve links = pruning.links("second", order, 3);
    INDArray weights = network.getLayerWiseConfigurations() == null ? before : weights("second");
    assertThat(links.accuracies()).hasSize((int) weights.length() + 1);
    assertThat(links.accuracies()[0]).isEqualTo(pruning.accuracy());
    assertThat(pruning.units("second", order, 3).accuracies()).hasSize((int) weights.size(1) + 1);
    assertThat(pruning.links("second", order, 3)).isEqualTo(links);
    assertThat(network.params()).isEqualTo(before);
  }

  private INDArray weights(String layer) {
    for (org.deeplearning4j.nn.api.Layer each : network.getLayers()) {
      if (layer.equals(each.conf().getLayer().getLayerName())) {
        return each.getParam("W");
      }
    }
    throw new AssertionError("no layer " + layer);
  }

  @Test
  void withoutTheOutputsWeightsOnlyTheBiasDecides() {
    double[] accuracies = pruning().links("output", PruningOrder.FLOW, 1).accuracies();
    assertThat(accuracies[accuracies.length - 1]).isLessThan(0.6);
    assertThat(pruning().accuracy()).isGreaterThan(accuracies[accuracies.length - 1]);
  }

  @Test
  void aLayerThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pruning().links("third", PruningOrder.FLOW, 1))
        .withMessage("layer (third) is not one of the network's");
  }
}
