// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ConductanceLawsTest {
  private static final Moment NOW = new Moment(1, 1, Instant.EPOCH, Double.NaN);

  private static Snapshot seen(Model model, MultiDataSet data) {
    return new Examiner(model, Probe.of(data, null, 5000, 1), List.of(), false).examine(NOW);
  }

  private static Conductances conductances(
      Snapshot snapshot, ConductanceRule rule, int steps, ConductanceTarget target) {
    int[] rows = new int[snapshot.examples()];
    Arrays.setAll(rows, i -> i);
    NetworkAccess access = Objects.requireNonNull(snapshot.access());
    return access.conductances(new ConductancePlan(rule, steps, target, null, rows, false));
  }

  private static double worst(Snapshot snapshot, ConductanceRule rule, int steps) {
    Conductances found = conductances(snapshot, rule, steps, ConductanceTarget.predicted());
    assertThat(found.refusal()).isEmpty();
    double worst = 0;
    for (LayerConductance layer : found.layers()) {
      for (double error : layer.errors()) {
        worst = Math.max(worst, Double.isNaN(error) ? 0 : Math.abs(error));
      }
    }
    return worst;
  }

  private static ComputationGraph residual() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("in")
                .addLayer("stem", dense(Networks.INPUTS), "in")
                .addLayer("branch", dense(8), "stem")
                .addVertex("add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "branch", "stem")
                .addLayer("last", dense(8), "add")
                .addLayer("out", output(8), "last")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static DenseLayer dense(int inputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(8).build();
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder()
        .nIn(inputs)
        .nOut(Networks.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("mlp", Networks.denseWithDropout(), Examples.flat(20, 1).toMultiDataSet()),
        Arguments.of("cnn", Networks.convolutional(), Examples.images(20, 1).toMultiDataSet()),
        Arguments.of("residual", residual(), Examples.flat(20, 1).toMultiDataSet()),
        Arguments.of(
            "sequences", Networks.recurrent(), Examples.sequences(20, 1, false).toMultiDataSet()),
        Arguments.of(
            "masked", Networks.recurrent(), Examples.sequences(20, 1, true).toMultiDataSet()),
        Arguments.of("two outputs", Networks.twoInputs(), Examples.pairs(20, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void completenessErrorShrinksAtLeastLikeOneOverSteps(
      String name, Model model, MultiDataSet data) {
    Snapshot snapshot = seen(model, data);
    for (ConductanceRule rule : List.of(ConductanceRule.MIDPOINT, ConductanceRule.AVERAGED)) {
      double coarse = worst(snapshot, rule, 8);
      double fine = worst(snapshot, rule, 64);
      assertThat(coarse).isPositive();
      assertThat(fine).as("%s", rule).isLessThan(Math.max(2e-5, 1.5 * coarse / 8));
    }
  }

  @Test
  void pathsPastALayerOfABranchLeaveItWithoutCompleteness() {
    Snapshot snapshot = seen(residual(), Examples.flat(5, 1).toMultiDataSet());
    Conductances found =
        conductances(snapshot, ConductanceRule.AVERAGED, 50, ConductanceTarget.predicted());
    assertThat(found.layers())
        .extracting(layer -> layer.layer().name() + " " + Double.isNaN(layer.errors()[0]))
        .containsExactly("stem false", "branch true", "last false");
  }

  /** Euler's theorem: such a network is homogeneous of degree one. */
  @Test
  void jacobianTimesInputIsTheActivationOfAReluNetworkWithoutBiases() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(9)
                .dataType(DataType.DOUBLE)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(Networks.INPUTS).nOut(9).hasBias(false).build())
                .layer(new DenseLayer.Builder().nIn(9).nOut(7).hasBias(false).build())
                .layer(output(7))
                .build());
    network.init();
    Snapshot snapshot = seen(network, Examples.flat(30, 2).toMultiDataSet());
    Conductances found =
        conductances(snapshot, ConductanceRule.JACOBIAN_INPUT, 1, ConductanceTarget.predicted());
    for (int i = 0; i < 2; i++) {
      LayerSnapshot layer = snapshot.layers().get(i);
      double[] activation = new double[layer.activations().units()];
      double[] jacobian = new double[activation.length];
      for (int row = 0; row < 30; row++) {
        layer.activations().copy(row, 1, activation);
        found.layers().get(i).values().copy(row, 1, jacobian);
        // The snapshot holds single precision.
        assertThat(jacobian).usingComparatorWithPrecision(1e-6).containsExactly(activation);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ConductanceRule.class)
  void theNetworkStaysAsItIsAndTheSameComesOutAgain(ConductanceRule rule) {
    MultiLayerNetwork network = Networks.denseWithDropout();
    INDArray before = network.params().dup();
    Snapshot snapshot = seen(network, Examples.flat(12, 3).toMultiDataSet());
    double[] first = row(conductances(snapshot, rule, 10, ConductanceTarget.of(1)), 3);
    double[] second = row(conductances(snapshot, rule, 10, ConductanceTarget.of(1)), 3);
    assertThat(second).isEqualTo(first);
    assertThat(network.params()).isEqualTo(before);
    assertThat(network.getLayer(0).conf().getLayer().getIDropout()).as("dropout").isNotNull();
  }

  private static double[] row(Conductances found, int row) {
    LayerConductance layer = found.layers().get(0);
    double[] values = new double[layer.values().units()];
    layer.values().copy(row, 1, values);
    return values;
  }

  @Test
  void rowsInAnotherOrderAndNumberGiveTheSameConductances() {
    Snapshot snapshot = seen(Networks.convolutional(), Examples.images(300, 3).toMultiDataSet());
    NetworkAccess access = Objects.requireNonNull(snapshot.access());
    int[] few = {290, 3, 260};
    Conductances all =
        conductances(snapshot, ConductanceRule.AVERAGED, 6, ConductanceTarget.predicted());
    Conductances some =
        access.conductances(
            new ConductancePlan(
                ConductanceRule.AVERAGED, 6, ConductanceTarget.predicted(), null, few, false));
    for (int i = 0; i < few.length; i++) {
      assertThat(row(some, i)).usingComparatorWithPrecision(1e-5).containsExactly(row(all, few[i]));
      assertThat(some.targets()[i]).isEqualTo(all.targets()[few[i]]);
    }
  }

  @Test
  void predictedTargetsAreThePredictionsOfTheSnapshot() {
    Snapshot snapshot = seen(Networks.denseWithDropout(), Examples.flat(25, 4).toMultiDataSet());
    Conductances found =
        conductances(snapshot, ConductanceRule.AVERAGED, 2, ConductanceTarget.predicted());
    assertThat(found.targets()).isEqualTo(snapshot.predictions());
    Conductances labels =
        conductances(snapshot, ConductanceRule.AVERAGED, 2, ConductanceTarget.label());
    assertThat(labels.targets()).isEqualTo(snapshot.labels());
  }

  /** A single sigmoid unit: its two classes have opposite logits. */
  @Test
  void theTwoClassesOfASigmoidUnitAreOpposite() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(2)
                .list()
                .layer(dense(3))
                .layer(
                    new OutputLayer.Builder()
                        .nIn(8)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .lossFunction(LossFunction.XENT)
                        .build())
                .build());
    network.init();
    DataSet data =
        new DataSet(
            Nd4j.rand(DataType.FLOAT, 4, 3), Nd4j.create(new float[][] {{0}, {1}, {0}, {1}}));
    Snapshot snapshot = seen(network, data.toMultiDataSet());
    double[] one =
        row(conductances(snapshot, ConductanceRule.AVERAGED, 9, ConductanceTarget.of(1)), 0);
    double[] none =
        row(conductances(snapshot, ConductanceRule.AVERAGED, 9, ConductanceTarget.of(0)), 0);
    for (int i = 0; i < one.length; i++) {
      assertThat(one[i]).isCloseTo(-none[i], within(1e-9));
    }
  }

  @Test
  void aLayerWithoutAGradientIsRefusedByNameAndReported() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new EmbeddingLayer.Builder().name("words").nIn(5).nOut(4).build())
                .layer(output(4))
                .build());
    network.init();
    DataSet data =
        new DataSet(Nd4j.create(new float[][] {{1}, {2}}), Nd4j.create(new float[][] {{0}, {1}}));
    Examiner examiner =
        new Examiner(network, Probe.of(data.toMultiDataSet(), null, 10, 1), List.of(), false);
    Snapshot snapshot = examiner.examine(NOW);
    Conductances found =
        conductances(snapshot, ConductanceRule.AVERAGED, 3, ConductanceTarget.predicted());
    assertThat(found.layers()).isEmpty();
    assertThat(found.refusal())
        .contains("layer words (EmbeddingLayer takes indices, which have no gradient)");
    assertThat(examiner.skipped()).containsKey("all layers (conductance)");
  }
}
