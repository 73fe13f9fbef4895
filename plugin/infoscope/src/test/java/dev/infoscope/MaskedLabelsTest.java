// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.safety.Situation;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An example whose label a mask leaves out has no label, whatever is read of it. */
class MaskedLabelsTest {
  private static final int ROWS = 120;
  private static final int CLASSES = 3;
  private static final int STEPS = 4;

  private final Recorder recorder = new Recorder();

  private static MultiLayerNetwork network(InputType type, Layer... layers) {
    var list = new NeuralNetConfiguration.Builder().seed(3).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(type).build());
    network.init();
    return network;
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork dense() {
    return network(InputType.feedForward(4), new DenseLayer.Builder().nOut(5).build(), output());
  }

  private static INDArray random(long... shape) {
    INDArray array = Nd4j.create(shape);
    Random random = new Random(7);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static INDArray oneHot() {
    INDArray labels = Nd4j.zeros(ROWS, CLASSES);
    for (int row = 0; row < ROWS; row++) {
      labels.putScalar(row, row * row % 7 % CLASSES, 1);
    }
    return labels;
  }

  /** The first rows have a label. */
  private static INDArray mask(int labelled, long columns) {
    INDArray mask = Nd4j.zeros(ROWS, columns);
    for (int row = 0; row < labelled; row++) {
      mask.getRow(row).assign(1);
    }
    return mask;
  }

  private void observe(MultiLayerNetwork network, DataSet probe) {
    try (Infoscope scope =
        Infoscope.builder()
            .probe(probe)
            .relay(relay -> relay)
            .ablation(ablation -> ablation.withEveryEpochs(1))
            .conductance(conductance -> conductance)
            .redundancy(redundancy -> redundancy)
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.sample(network, 1);
    }
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
  }

  /** Readings of layers and outputs; not what the analysis cost. */
  private List<Reading> measured() {
    return recorder.last().readings().stream()
        .filter(reading -> reading.layer() != null || reading.labels().containsKey("output"))
        .toList();
  }

  private List<Reading> of(Metric metric) {
    List<Reading> found =
        recorder.last().readings().stream().filter(r -> r.metric().equals(metric)).toList();
    assertThat(found).as(metric.toString()).isNotEmpty();
    return found;
  }

  private void assertNoTargets(Metric... metrics) {
    for (Metric metric : metrics) {
      assertThat(of(metric))
          .as(metric.toString())
          .allMatch(reading -> Double.isNaN(reading.value()))
          .allMatch(reading -> reading.flags().contains(Flag.NO_TARGETS));
    }
  }

  @Test
  void exampleWithoutALabelCountsForNoMeasure() {
    MultiLayerNetwork network = dense();
    INDArray features = random(ROWS, 4);
    observe(network, new DataSet(features, oneHot(), null, mask(80, 1)));
    List<Reading> masked = measured();
    assertThat(of(ProbeMetrics.ACCURACY)).allMatch(r -> r.uncertainty().samples() == 80);
    assertThat(of(PlaneMetrics.LABEL)).allMatch(r -> r.uncertainty().samples() == 80);
    int[] first = IntStream.range(0, 80).toArray();
    INDArray rows = features.getRows(first);
    INDArray labels = oneHot().getRows(first);
    observe(network, new DataSet(rows, labels));
    List<Reading> alone = measured();
    assertThat(masked).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(masked.get(i).value())
          .as(alone.get(i).toString())
          .isEqualTo(Double.valueOf(alone.get(i).value()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CLASSES})
  @Situation(
      number = 8,
      value = "masks that are all zero",
      issues = 7115,
      holds = "what needs labels is NaN with the reason, and the rest is read")
  void withoutAnyLabelNothingIsReadOfThem(int columns) {
    observe(dense(), new DataSet(random(ROWS, 4), oneHot(), null, mask(0, columns)));
    assertNoTargets(
        ProbeMetrics.LOSS,
        ProbeMetrics.ACCURACY,
        ProbeMetrics.BALANCED_ACCURACY,
        ProbeMetrics.ACCURACY_LOW,
        PlaneMetrics.LABEL,
        PlaneMetrics.LABEL_NULL,
        PlaneMetrics.EFFICIENCY,
        PlaneMetrics.INPUT_GIVEN_LABEL,
        NeuronMetrics.LABEL_INFORMATION);
    assertThat(of(PlaneMetrics.INPUT)).anyMatch(reading -> reading.value() > 1);
    assertThat(recorder.last().skipped().toString())
        .contains("the masks leave no label of the probe in");
  }

  @Test
  void sequencesThatTheMaskOfFeaturesLeavesOutHaveNoLabelEither() {
    INDArray labels = Nd4j.zeros(ROWS, CLASSES, STEPS);
    for (int row = 0; row < ROWS; row++) {
      for (int step = 0; step < STEPS; step++) {
        labels.putScalar(row, row % CLASSES, step, 1);
      }
    }
    MultiLayerNetwork network =
        network(
            InputType.recurrent(2, STEPS),
            new LSTM.Builder().nOut(4).build(),
            new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
    INDArray features = random(ROWS, 2, STEPS);
    observe(network, new DataSet(features, labels, mask(0, STEPS), null));
    assertNoTargets(ProbeMetrics.LOSS, ProbeMetrics.ACCURACY, PlaneMetrics.LABEL);
    observe(network, new DataSet(features, labels, mask(90, STEPS), null));
    assertThat(of(ProbeMetrics.ACCURACY)).allMatch(r -> r.uncertainty().samples() == 90);
    assertThat(of(PlaneMetrics.LABEL)).allMatch(r -> r.uncertainty().samples() == 90);
  }

  @Test
  void predictedValuesWithoutTargetsHaveNoErrors() {
    MultiLayerNetwork network =
        network(
            InputType.feedForward(4),
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build());
    INDArray numbers = oneHot().argMax(1).castTo(Nd4j.dataType()).reshape(ROWS, 1);
    observe(network, new DataSet(random(ROWS, 4), numbers, null, mask(0, 1)));
    assertNoTargets(ProbeMetrics.LOSS, ProbeMetrics.R2, ProbeMetrics.RMSE, PlaneMetrics.LABEL);
  }

  @Test
  void singleExampleReadsNoInformation() {
    observe(dense(), new DataSet(random(1, 4), oneHot().getRows(0)));
    for (Metric metric :
        List.of(
            PlaneMetrics.INPUT,
            PlaneMetrics.LABEL,
            PlaneMetrics.SATURATED,
            PlaneMetrics.EFFICIENCY,
            NeuronMetrics.ENTROPY,
            NeuronMetrics.LABEL_INFORMATION,
            NeuronMetrics.DEAD)) {
      assertThat(of(metric))
          .as(metric.toString())
          .allMatch(reading -> Double.isNaN(reading.value()))
          .allMatch(reading -> reading.flags().contains(Flag.TOO_FEW));
    }
    assertThat(recorder.last().readings())
        .filteredOn(reading -> reading.metric().unit().equals("bits"))
        .filteredOn(reading -> reading.uncertainty().samples() > 0)
        .filteredOn(reading -> !reading.metric().meterName().contains("causal"))
        .allMatch(reading -> Double.isNaN(reading.value()));
    assertThat(of(PlaneMetrics.INPUT))
        .extracting(reading -> reading.labels().get("signal"))
        .contains("activation", "conductance");
    assertThat(of(ProbeMetrics.ACCURACY)).noneMatch(reading -> Double.isNaN(reading.value()));
  }

  /** Two tasks, and every example has a label of one of them: each output is scored by its own. */
  @Test
  void outputIsScoredByTheExamplesThatHaveItsLabel() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(4))
                .addLayer("one", output(), "in")
                .addLayer("two", output(), "in")
                .setOutputs("one", "two")
                .build());
    graph.init();
    INDArray first = mask(70, 1);
    MultiDataSet data =
        new MultiDataSet(
            new INDArray[] {random(ROWS, 4)},
            new INDArray[] {oneHot(), oneHot()},
            null,
            new INDArray[] {first, first.rsub(1)});
    try (Infoscope scope = Infoscope.builder().probe(data).sink(recorder).synchronous().build()) {
      scope.sample(graph, 1);
    }
    assertThat(of(ProbeMetrics.ACCURACY))
        .extracting(reading -> reading.uncertainty().samples())
        .containsExactlyInAnyOrder(70L, 50L);
    assertNoTargets(PlaneMetrics.LABEL);
    assertThat(of(ProbeMetrics.LOSS))
        .allMatch(reading -> Double.isFinite(Objects.requireNonNull(reading).value()));
  }
}
