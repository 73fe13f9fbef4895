// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ParameterFaultTest {
  private static MultiLayerNetwork network(NetworkKind kind) {
    MultiLayerNetwork network = new MultiLayerNetwork(kind.configuration(1));
    network.init();
    return network;
  }

  private static ParameterFault fault(FaultKind kind, MultiLayerNetwork network, NetworkKind of) {
    return new ParameterFault(new RunPlan(of, ImageTask.GRATINGS, kind, 2, 40), network);
  }

  /** One step of training that adds 1 to every parameter. */
  private static void step(ParameterFault fault, MultiLayerNetwork network, int faultyEpochs) {
    fault.beforeIteration(faultyEpochs);
    network.params().addi(1);
    fault.afterIteration(faultyEpochs);
  }

  @Test
  void aFrozenLayerStaysAndTheOthersMove() {
    MultiLayerNetwork network = network(NetworkKind.RELU);
    ParameterFault fault = fault(FaultKind.FROZEN, network, NetworkKind.RELU);
    INDArray before = network.params().dup();
    INDArray layer = network.getLayer(fault.layer()).params().dup();
    step(fault, network, 0);
    assertThat(network.params().sub(before).meanNumber().doubleValue()).isEqualTo(1, within(1e-5));
    layer.addi(1);
    step(fault, network, 1);
    assertThat(network.getLayer(fault.layer()).params().equalsWithEps(layer, 1e-5)).isTrue();
    int other = fault.layer() == 0 ? 1 : 0;
    assertThat(network.getLayer(other).params().equalsWithEps(layer, 1e-5)).isFalse();
  }

  @Test
  void aVanishingGradientSlowsALayerAndAllBeforeIt() {
    MultiLayerNetwork network = network(NetworkKind.RELU);
    ParameterFault fault = fault(FaultKind.GRADIENT_VANISHES, network, NetworkKind.RELU);
    for (int i = 0; i < network.getnLayers(); i++) {
      INDArray before = network.getLayer(i).params().dup();
      step(fault, network, 2);
      double moved = network.getLayer(i).params().sub(before).meanNumber().doubleValue();
      assertThat(moved).isEqualTo(i <= fault.layer() ? 0.36 : 1, within(1e-3));
    }
  }

  @Test
  void weightsDecayAndBiasesDoNot() {
    MultiLayerNetwork network = network(NetworkKind.LSTM_ROWS);
    ParameterFault fault = fault(FaultKind.DECAY, network, NetworkKind.LSTM_ROWS);
    network.params().assign(1);
    fault.afterIteration(12);
    network
        .paramTable()
        .forEach(
            (name, values) ->
                assertThat(values.meanNumber().doubleValue())
                    .as(name)
                    .isEqualTo(name.endsWith("W") ? 0.98 : 1, within(1e-4)));
    assertThat(fault.layer()).isEqualTo(-1);
  }

  @Test
  void biasesFallWeightsExplodeAndStatisticsOfBatchNormalisationShift() {
    MultiLayerNetwork dense = network(NetworkKind.TANH);
    ParameterFault dying = fault(FaultKind.UNITS_DIE, dense, NetworkKind.TANH);
    dying.beforeEpoch(12);
    INDArray bias = Objects.requireNonNull(dense.getLayer(dying.layer()).getParam("b"));
    assertThat(bias.minNumber().doubleValue()).isEqualTo(-1.2, within(1e-5));
    assertThat(bias.maxNumber().doubleValue()).isZero();

    ParameterFault exploding = fault(FaultKind.EXPLODING, dense, NetworkKind.TANH);
    INDArray weights = dense.getLayer(exploding.layer()).params();
    double norm = weights.norm2Number().doubleValue();
    exploding.beforeEpoch(1);
    assertThat(weights.norm2Number().doubleValue()).isEqualTo(1.02 * norm, within(1e-4));
    for (int epoch = 2; epoch <= 26; epoch++) {
      exploding.beforeEpoch(epoch);
    }
    assertThat(weights.norm2Number().floatValue()).isInfinite();

    MultiLayerNetwork images = network(NetworkKind.CNN);
    ParameterFault norms = fault(FaultKind.BATCH_NORM, images, NetworkKind.CNN);
    norms.afterEpoch(12);
    assertThat(images.getLayer(norms.layer()).getParam("mean").meanNumber().doubleValue())
        .isEqualTo(1, within(1e-5));
    assertThat(images.getLayer(norms.layer()).getParam("var").meanNumber().doubleValue())
        .isEqualTo(4, within(1e-5));
  }

  @Test
  void theLearningRateCreepsOrFalls() {
    MultiLayerNetwork network = network(NetworkKind.RELU);
    fault(FaultKind.RATE_CREEPS, network, NetworkKind.RELU).beforeEpoch(2);
    assertThat(network.getLearningRate(0)).isEqualTo(5e-3 * 1.21, within(1e-9));
    fault(FaultKind.RATE_LOW, network, NetworkKind.RELU).beforeEpoch(1);
    assertThat(network.getLearningRate(0)).isEqualTo(5e-5, within(1e-9));
  }
}
