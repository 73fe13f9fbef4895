// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.faults.SwitchedLogs;
import dev.infoscope.safety.Situation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** NaN and infinity in the probe set, and those that a network makes. */
class NotFiniteTest {
  private static final int EPOCHS = 5;

  private final Recorder recorder = new Recorder();

  private Infoscope watching(DataSet data) {
    return Infoscope.builder()
        .probe(data)
        .relay(relay -> relay)
        .conductance(conductance -> conductance.withEveryEpochs(1))
        .sink(recorder)
        .synchronous()
        .build();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aProbeWithSuchAValueIsRefusedWithItsPlace(double value) {
    DataSet data = Examples.flat(120, 3);
    data.getFeatures().putScalar(17, 2, value);
    assertThatIllegalArgumentException()
        .as("before a listener is there, which could not refuse it")
        .isThrownBy(() -> watching(data))
        .withMessageContaining("in example 17, feature 2")
        .withMessageContaining("must be finite");
  }

  @Test
  @Situation(
      number = 12,
      value = "a network is saved with its listener, loaded, and trained on",
      issues = 10169,
      holds = "weights that are NaN are named, and no measure fails")
  void weightsThatAreNoNumbersAreSkippedAndNoMeasureFails() {
    DataSet data = Examples.flat(120, 3);
    MultiLayerNetwork network = Networks.denseWithDropout();
    network.getLayer(2).getParam("W").putScalar(3, Double.NaN);
    List<String> log = new CopyOnWriteArrayList<>();
    SwitchedLogs.hand(log::add);
    reads(network, data, "second (not_finite)", "output (not_finite)");
    SwitchedLogs.silence();
    assertThat(log)
        .filteredOn(line -> line.contains("NaN or infinity"))
        .containsExactly(
            "WARN Infoscope: NaN or infinity in layers [first, output, second] of the network in"
                + " epoch 1; they are not read while it lasts");
  }

  /** The largest step of a sequence without any is minus infinity. */
  @Test
  void aSequenceWithoutStepsUnderMaximumPoolingIsSkippedAndNoMeasureFails() {
    DataSet data = Examples.sequences(60, 3, true);
    INDArray mask = Nd4j.ones(60, Networks.STEPS);
    mask.getRow(4).assign(0);
    INDArray labels = Examples.flat(60, 3).getLabels();
    DataSet pooled = new DataSet(data.getFeatures(), labels, mask, null);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new LSTM.Builder().name("lstm").nOut(4).build())
                .layer(new GlobalPoolingLayer.Builder(PoolingType.MAX).name("pool").build())
                .layer(new OutputLayer.Builder().name("output").nOut(Networks.CLASSES).build())
                .setInputType(InputType.recurrent(Networks.INPUTS, Networks.STEPS))
                .build());
    network.init();
    reads(network, pooled, "pool (not_finite)");
  }

  private void reads(MultiLayerNetwork network, DataSet data, String... skipped) {
    MultiLayerNetwork alone = network.clone();
    try (Infoscope scope = watching(data)) {
      scope.attach(network);
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        network.fit(data);
        scope.sample(network, epoch);
      }
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      alone.fit(data);
    }
    assertThat(network.params().data().asBytes()).isEqualTo(alone.params().data().asBytes());
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    assertThat(recorder.lastHealth().active()).doesNotContainValue(false);
    assertThat(recorder.last().skipped()).containsKeys(skipped);
    assertThat(recorder.last().readings())
        .filteredOn(reading -> reading.flags().contains(Flag.NOT_FINITE))
        .filteredOn(reading -> !reading.metric().meterName().startsWith("infoscope.drift."))
        .isNotEmpty()
        .allMatch(reading -> Double.isNaN(reading.value()));
  }
}
