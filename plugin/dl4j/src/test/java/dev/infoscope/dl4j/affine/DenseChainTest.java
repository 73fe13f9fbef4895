// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import static dev.infoscope.network.Activation.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.DenseMap;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What is above a layer is said only where it is nothing but dense layers. */
class DenseChainTest {
  private static @Nullable List<DenseMap> above(Model model, int layer) {
    return new DenseChain(Shadow.of(model)).above(layer);
  }

  private static void assertIs(DenseMap map, MultiLayerNetwork network, int layer) {
    INDArray weights = network.getLayer(layer).getParam("W");
    assertThat(map.inputs()).isEqualTo((int) weights.size(0));
    assertThat(map.weights()).containsExactly(weights.dup('c').data().asDouble(), within(0.0));
    assertThat(map.bias())
        .containsExactly(
            network.getLayer(layer).getParam("b").dup().data().asDouble(), within(0.0));
  }

  @Test
  void denseLayersUpToTheOutputAreSeenThroughDropout() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    for (int below : new int[] {0, 1}) {
      List<DenseMap> maps = above(network, below);
      assertThat(maps)
          .extracting(DenseMap::activation)
          .containsExactly(named("tanh"), named("identity"));
      assertIs(maps.get(0), network, 2);
      assertIs(maps.get(1), network, 3);
    }
    assertThat(above(network, 2)).hasSize(1);
    assertThat(above(network, 3)).isNull();
  }

  @Test
  void whatIsNotDenseEndsIt() {
    MultiLayerNetwork network = Networks.convolutional();
    for (int layer = 0; layer < 3; layer++) {
      assertThat(above(network, layer)).as("layer %d", layer).isNull();
    }
    assertThat(above(network, 3)).hasSize(1);
    assertThat(above(Networks.doublePrecisionWithLossLayer(), 0)).isNull();
    assertThat(above(Networks.recurrent(), 0)).isNull();
    assertThat(above(Networks.recurrent(), 1)).isNull();
  }

  @Test
  void twoOutputsAreNoChain() {
    for (int layer = 0; layer < 4; layer++) {
      assertThat(above(Networks.twoInputs(), layer)).isNull();
    }
  }

  private static OutputLayer output(int inputs, Activation activation) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(3)
        .activation(activation)
        .build();
  }

  private static DenseLayer dense(int inputs, Activation activation) {
    return new DenseLayer.Builder().nIn(inputs).nOut(4).activation(activation).build();
  }

  @Test
  void aGraphIsReadByItsConnections() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", dense(6, Activation.RELU), "in")
                .addLayer("b", dense(4, Activation.RELU), "a")
                .addLayer("dropout", new DropoutLayer.Builder(0.5).build(), "b")
                .addLayer("out", output(4, Activation.SOFTMAX), "dropout")
                .setOutputs("out")
                .build());
    graph.init();
    List<DenseMap> maps = above(graph, 0);
    assertThat(maps)
        .extracting(DenseMap::activation)
        .containsExactly(named("relu"), named("identity"));
    assertThat(maps.get(0).weights())
        .containsExactly(graph.getLayer("b").getParam("W").dup('c').data().asDouble());
  }

  @Test
  void aBranchThatJoinsLaterIsNoChain() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", dense(6, Activation.RELU), "in")
                .addLayer("b", dense(6, Activation.RELU), "in")
                .addLayer("out", output(8, Activation.SOFTMAX), "a", "b")
                .setOutputs("out")
                .build());
    graph.init();
    assertThat(above(graph, 0)).isNull();
    assertThat(above(graph, 1)).isNull();
  }

  @Test
  void functionsThatChangeTheOrderOrAreUnknownEndIt() {
    assertThat(above(network(Activation.TANH, output(4, Activation.SIGMOID)), 0)).isNull();
    assertThat(above(network(Activation.CUBE, output(4, Activation.SOFTMAX)), 0)).isNull();
    assertThat(above(network(Activation.TANH, output(4, Activation.IDENTITY)), 0)).hasSize(2);
    MultiLayerNetwork split =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(dense(6, Activation.IDENTITY))
                .layer(new ActivationLayer(Activation.RELU))
                .layer(output(4, Activation.SOFTMAX))
                .build());
    split.init();
    assertThat(above(split, 0)).isNull();
    assertThat(above(split, 1)).hasSize(1);
  }

  private static MultiLayerNetwork network(Activation hidden, OutputLayer output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(dense(6, Activation.TANH))
                .layer(dense(4, hidden))
                .layer(output)
                .build());
    network.init();
    return network;
  }
}
