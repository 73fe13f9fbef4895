// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Recorder;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.flow.FlowEstimator;
import dev.infoscope.measure.flow.FlowMetrics;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The flow through networks that are no plain chain of wide layers. */
class FlowRunTest {
  private static final int ROWS = 300;

  /** Stem of three, added to a branch of one layer, a neck of one unit, two classes. */
  private static ComputationGraph network() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("in")
                .addLayer("stem", dense(2, 3), "in")
                .addLayer("branch", dense(3, 3), "stem")
                .addVertex("add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "branch", "stem")
                .addLayer("neck", dense(3, 1), "add")
                .addLayer(
                    "out",
                    new OutputLayer.Builder().nIn(1).nOut(2).activation(Activation.SOFTMAX).build(),
                    "neck")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static DenseLayer dense(int inputs, int units) {
    return new DenseLayer.Builder().nIn(inputs).nOut(units).build();
  }

  private static DataSet data() {
    SplittableRandom random = new SplittableRandom(3);
    INDArray x = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    INDArray y = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      double first = random.nextDouble(-1, 1);
      x.putScalar(row, 0, first);
      x.putScalar(row, 1, random.nextDouble(-1, 1));
      y.putScalar(row, first > 0 ? 1 : 0, 1);
    }
    return new DataSet(x, y);
  }

  private static Recorder sampled(ComputationGraph graph, FlowEstimator estimator) {
    Recorder recorder = new Recorder();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(data())
            .without("information-plane", "conductance", "causal", "neurons", "relay", "drift")
            .flow(flow -> flow.withEstimator(estimator).withShuffles(20))
            .sink(recorder)
            .synchronous()
            .build()) {
      scope.sample(graph, 1);
    }
    return recorder;
  }

  private static List<Reading> of(Recorder recorder, Metric metric) {
    return recorder.last().readings().stream()
        .filter(reading -> reading.metric().equals(metric))
        .toList();
  }

  private static List<String> ends(List<Reading> readings) {
    return readings.stream()
        .map(reading -> reading.labels().get("source") + " to " + reading.labels().get("target"))
        .toList();
  }

  @Test
  void aSkipConnectionIsALinkOfItsOwn() {
    for (FlowEstimator estimator :
        List.of(FlowEstimator.binned(4).withEqualMass(), FlowEstimator.ksg())) {
      Recorder recorder = sampled(network(), estimator);
      List<Reading> flow = of(recorder, FlowMetrics.FLOW);
      assertThat(ends(flow))
          .containsExactlyInAnyOrder(
              "in to stem", "stem to branch", "branch to neck", "stem to neck", "neck to out");
      assertThat(flow).allMatch(reading -> reading.value() > 0.05 && reading.flags().isEmpty());
      assertThat(of(recorder, FlowMetrics.SAMPLED)).allMatch(reading -> reading.value() == 1);
      assertThat(of(recorder, FlowMetrics.DEPENDENT)).allMatch(reading -> reading.value() > 0.5);
    }
  }

  @Test
  void aDeadNeckCarriesNothingAndSaysSo() {
    ComputationGraph graph = network();
    graph.getLayer("neck").getParam("W").assign(0);
    Recorder recorder = sampled(graph, FlowEstimator.ksg());
    for (Reading reading : of(recorder, FlowMetrics.FLOW)) {
      boolean atNeck = reading.labels().containsValue("neck"); // as source or target
      assertThat(reading.value()).matches(value -> atNeck == (value == 0));
      assertThat(reading.flags().contains(Flag.CONSTANT)).isEqualTo(atNeck);
    }
  }

  @Test
  void weightsThatAreNotNumbersGiveNoNumberWhereTheyReach() {
    ComputationGraph graph = network();
    graph.getLayer("neck").getParam("W").assign(Double.NaN);
    for (Reading reading : of(sampled(graph, FlowEstimator.ksg()), FlowMetrics.FLOW)) {
      boolean reached = reading.labels().containsValue("neck");
      assertThat(Double.isNaN(reading.value())).isEqualTo(reached);
      assertThat(reading.flags().contains(Flag.NOT_FINITE)).isEqualTo(reached);
      assertThat(Objects.requireNonNull(reading.layer()).name()).isNotEmpty();
    }
  }
}
