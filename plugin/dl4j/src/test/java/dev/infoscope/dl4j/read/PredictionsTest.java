// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.Shadow;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PredictionsTest {
  private static final Probe PROBE =
      Probe.of(
          new DataSet(Nd4j.zeros(2, 3), Nd4j.createFromArray(0f, 1f).reshape(2, 1))
              .toMultiDataSet(),
          null,
          2,
          1);

  private static Activations of(int units, double... values) {
    return Activations.of(values, units);
  }

  private static OutputLayer output(LossFunction loss, int units, Activation activation) {
    return new OutputLayer.Builder(loss).nIn(3).nOut(units).activation(activation).build();
  }

  private static Predictions of(Probe probe, Layer... layers) {
    var list = new NeuralNetConfiguration.Builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return Predictions.of(Shadow.of(network), probe);
  }

  private static Predictions graph(Layer first, Layer second, @Nullable ClassRule rule) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer("a", first, "in")
            .addLayer("b", second, "in")
            .setOutputs("a", "b");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return Predictions.of(Shadow.of(graph), PROBE.predictedBy(rule));
  }

  @Test
  void theLargestUnitIsThePredictionTheFirstOfEquals() {
    Predictions softmax = of(PROBE, output(LossFunction.MCXENT, 3, Activation.SOFTMAX));
    assertThat(softmax.of(List.of(of(3, 0.1, 0.7, 0.2, 0.4, 0.2, 0.4)), labels(3)))
        .containsExactly(1, 0);
  }

  @Test
  void aSingleSigmoidPredictsTheSecondClassAboveOneHalf() {
    Predictions sigmoid = of(PROBE, output(LossFunction.XENT, 1, Activation.SIGMOID));
    assertThat(sigmoid.of(List.of(of(1, 0.2, 0.5, 0.51)), labels(2))).containsExactly(0, 0, 1);
  }

  @Test
  void aHingeIsCutAtZero() {
    for (LossFunction loss : List.of(LossFunction.HINGE, LossFunction.SQUARED_HINGE)) {
      for (Activation activation : List.of(Activation.TANH, Activation.IDENTITY)) {
        Predictions hinge = of(PROBE, output(loss, 1, activation));
        assertThat(hinge.of(List.of(of(1, -0.1, 0, 0.2, 0.6)), labels(2)))
            .containsExactly(0, 0, 1, 1);
      }
    }
  }

  @Test
  void severalOutputsPredictTheCombinationAsLabelsDo() {
    Predictions both =
        graph(
            output(LossFunction.HINGE, 1, Activation.TANH),
            output(LossFunction.MCXENT, 3, Activation.SOFTMAX),
            null);
    Activations first = of(1, -0.1, 0.1);
    Activations second = of(3, 0, 0, 1, 0, 1, 0);
    assertThat(both.of(List.of(first, second), labels(6))).containsExactly(2, 4);
  }

  @Test
  void anOutputThatPredictsValuesHasNoPartInTheClassesOfTheOthers() {
    Predictions both =
        graph(
            output(LossFunction.MCXENT, 3, Activation.SOFTMAX),
            output(LossFunction.POISSON, 1, Activation.SOFTPLUS),
            null);
    List<Activations> seen = List.of(of(3, 0, 0, 1), of(1, 4));
    assertThat(both.of(seen, labels(3))).containsExactly(2);
    assertThat(both.of(seen, labels(6))).isNull();
    assertThat(both.refusal(seen, labels(6)))
        .isEqualTo("outputs tell 3 classes apart, the labels of the probe have 6");
  }

  @Test
  void whereAllOutputsPredictValuesThereAreNoPredictions() {
    Predictions both =
        graph(
            output(LossFunction.MSE, 1, Activation.IDENTITY),
            output(LossFunction.POISSON, 1, Activation.SOFTPLUS),
            null);
    List<Activations> seen = List.of(of(1, 3), of(1, 4));
    assertThat(both.of(seen, labels(4))).isNull();
    assertThat(both.refusal(seen, labels(4))).contains("output 'a'", "predicts a value, no class");
  }

  @Test
  void outputsOfOtherClassesThanTheLabelsPredictNothing() {
    Predictions one = of(PROBE, output(LossFunction.XENT, 1, Activation.SIGMOID));
    assertThat(one.of(List.of(of(1, 0.2, 0.5)), labels(3))).isNull();
    assertThat(one.refusal(List.of(of(1, 0.2, 0.5)), labels(3))).contains("tell 2 classes apart");
    assertThat(one.of(List.of(), labels(1))).isNull();
  }

  @Test
  void aKerasEndIsReadByTheActivationBeforeItsLossLayer() {
    Layer dense = new DenseLayer.Builder().nIn(3).nOut(1).activation(Activation.IDENTITY).build();
    Layer tanh = new ActivationLayer(Activation.TANH);
    Layer loss = new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build();
    Predictions end = of(PROBE, dense, tanh, new DropoutLayer(0.5), loss);
    // targets 0 and 1 of a bounded output are cut between them
    assertThat(end.of(List.of(of(1, 0.4, 0.6)), labels(2))).containsExactly(0, 1);
    Predictions unbounded = of(PROBE, dense, new DropoutLayer(0.5), loss);
    assertThat(unbounded.refusal(1)).contains("LossMSE with Identity predicts a value");
  }

  @Test
  void aLayerThatScoresAnomaliesIsRefusedByName() {
    Layer dense = new DenseLayer.Builder().nIn(3).nOut(3).build();
    Layer anomaly = new OCNNOutputLayer.Builder().nIn(3).hiddenLayerSize(2).build();
    assertThat(of(PROBE, dense, anomaly).refusal(1)).contains("OCNNOutputLayer says no class");
  }

  @Test
  void aVertexAtTheEndIsRefused() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", new DenseLayer.Builder().nIn(3).nOut(1).build(), "in")
                .addLayer("b", new DenseLayer.Builder().nIn(3).nOut(1).build(), "in")
                .addVertex("both", new MergeVertex(), "a", "b")
                .setOutputs("both")
                .build());
    graph.init();
    assertThat(Predictions.of(Shadow.of(graph), PROBE).refusal(2))
        .contains("output 'both'", "vertex says no class");
  }

  @Test
  void theUsersRuleIsHonouredWhateverTheLoss() {
    Predictions above =
        of(
            PROBE.predictedBy(ClassRule.above(100)),
            output(LossFunction.MSE, 1, Activation.IDENTITY));
    assertThat(above.of(List.of(of(1, 99, 101)), labels(2))).containsExactly(0, 1);
    Predictions largest =
        of(
            PROBE.predictedBy(ClassRule.largest()),
            output(LossFunction.XENT, 2, Activation.SIGMOID));
    assertThat(largest.of(List.of(of(2, 0.9, 0.8, 0.1, 0.2)), labels(2))).containsExactly(0, 1);
  }

  @Test
  void aRuleThatDoesNotSuitTheOnlyOutputIsRefused() {
    Predictions above =
        of(
            PROBE.predictedBy(ClassRule.above(0)),
            output(LossFunction.MCXENT, 3, Activation.SOFTMAX));
    assertThat(above.refusal(3)).contains("rule above:0.0 does not suit its 3 units");
  }

  @Test
  void ofSeveralOutputsTheUsersRuleIsForThoseItSuits() {
    Predictions both =
        graph(
            output(LossFunction.MSE, 1, Activation.IDENTITY),
            output(LossFunction.MCXENT, 3, Activation.SOFTMAX),
            ClassRule.above(7));
    assertThat(both.of(List.of(of(1, 6, 8), of(3, 0, 0, 1, 0, 1, 0)), labels(6)))
        .containsExactly(2, 4);
  }

  @Test
  void targetsTellWhatABoundedValueMeans() {
    INDArray features = Nd4j.zeros(2, 3);
    INDArray signs = Nd4j.createFromArray(-1f, 1f).reshape(2, 1);
    Probe signed = Probe.of(new DataSet(features, signs).toMultiDataSet(), new int[] {0, 1}, 2, 1);
    assertThat(
            of(signed, output(LossFunction.MSE, 1, Activation.TANH))
                .of(List.of(of(1, -0.1, 0.1)), labels(2)))
        .containsExactly(0, 1);
    INDArray values = Nd4j.createFromArray(-0.3f, 1f).reshape(2, 1);
    Probe other = Probe.of(new DataSet(features, values).toMultiDataSet(), new int[] {0, 1}, 2, 1);
    assertThat(of(other, output(LossFunction.MSE, 1, Activation.TANH)).refusal(1))
        .contains("LossMSE with TanH predicts a value");
    Probe none =
        Probe.of(new MultiDataSet(new INDArray[] {features}, null), new int[] {0, 1}, 2, 1);
    assertThat(of(none, output(LossFunction.MSE, 1, Activation.SIGMOID)).refusal(1))
        .contains("predicts a value");
    Probe oneHot = Probe.of(new DataSet(features, Nd4j.eye(2)).toMultiDataSet(), null, 2, 1);
    assertThat(of(oneHot, output(LossFunction.MSE, 2, Activation.SIGMOID)).refusal(2)).isNull();
    assertThat(of(oneHot, output(LossFunction.MSE, 2, Activation.IDENTITY)).refusal(2))
        .contains("predicts a value");
  }

  private static ClassLabels labels(int count) {
    return new ClassLabels(new int[0], count);
  }
}
