// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.probe.Probe;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J's activation layers, PReLU among them, compute in place when the network is not training.
 */
class ActivationLayerTest {
  private static DenseLayer dense() {
    return new DenseLayer.Builder().nIn(4).nOut(6).activation(Activation.IDENTITY).build();
  }

  private static Layer prelu(int units) {
    return new PReLULayer.Builder().inputShape(units).build(); // slope 0 at first: a ReLU
  }

  private static ActivationLayer relu() {
    return new ActivationLayer.Builder().activation(Activation.RELU).build();
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder().nIn(inputs).nOut(3).activation(Activation.SOFTMAX).build();
  }

  private static Model network(boolean graph, boolean first, boolean learned) {
    Layer act = learned ? prelu(first ? 4 : 6) : relu();
    var builder = new NeuralNetConfiguration.Builder().seed(1);
    if (graph) {
      var configuration = builder.graphBuilder().addInputs("in");
      if (first) {
        configuration.addLayer("act", act, "in").addLayer("out", output(4), "act");
      } else {
        configuration
            .addLayer("dense", dense(), "in")
            .addLayer("act", act, "dense")
            .addLayer("out", output(6), "act");
      }
      ComputationGraph network = new ComputationGraph(configuration.setOutputs("out").build());
      network.init();
      return network;
    }
    var list = builder.list();
    if (!first) {
      list.layer(dense());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.layer(act).layer(output(first ? 4 : 6)).build());
    network.init();
    return network;
  }

  private static Probe probe(INDArray features) {
    INDArray labels = Nd4j.eye(3).castTo(DataType.FLOAT).repeat(0, 4);
    return Probe.of(new DataSet(features, labels).toMultiDataSet(), null, 12, 1);
  }

  private static INDArray features() {
    return Nd4j.linspace(DataType.FLOAT, -3, 0.1, 48).reshape(12, 4);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void theLayerBelowAnActivationLayerIsSeenAsItWas(boolean graph, boolean learned) {
    Shadow shadow = Shadow.of(network(graph, false, learned));
    Probe.Block block = probe(features()).blocks().get(0);
    Map<Integer, INDArray> seen = shadow.forward(block);
    INDArray dense = seen.get(0);
    INDArray expected =
        block.features()[0].mmul(shadow.parameter(0, "W")).addRowVector(shadow.parameter(0, "b"));
    assertThat(dense.minNumber().doubleValue()).isNegative();
    assertThat(dense.equalsWithEps(expected, 1e-5)).isTrue();
    assertThat(seen.get(1).minNumber().doubleValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void anActivationLayerInFrontLeavesTheProbeAsItWas(boolean graph, boolean learned) {
    Shadow shadow = Shadow.of(network(graph, true, learned));
    Probe.Block block = probe(features()).blocks().get(0);
    INDArray before = block.features()[0].dup();
    shadow.forward(block);
    assertThat(block.features()[0]).isEqualTo(before);
    assertThat(before.minNumber().doubleValue()).isNegative();
  }
}
