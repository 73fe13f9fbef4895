// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.network.ObservedMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Recurrent layers are read from their input to what they would add to their memory. */
class RecurrentMapsTest {
  @Test
  void anLstmIsReadFromInputToCandidate() {
    MultiLayerNetwork network = Networks.recurrent();
    DataSet data = Examples.sequences(60, 3, false);
    Map<String, ObservedMap> maps = Affine.of(network, data.toMultiDataSet()).maps();
    ObservedMap lstm = maps.get("lstm");
    INDArray weights = network.getLayer(0).getParam("W");
    assertThat(lstm.dense().inputs()).isEqualTo(Networks.INPUTS);
    assertThat(lstm.dense().outputs()).isEqualTo(7);
    for (int at = 0; at < lstm.dense().weights().length; at++) {
      assertThat(lstm.dense().weights()[at]).isEqualTo(weights.getDouble(at / 7, at % 7));
    }
    assertThat(lstm.note()).isEqualTo("input to candidate");
    assertThat(maps.get("output").note()).isEqualTo("softmax up to the logits");
    assertThat(maps.get("output").outputsSeen()).isNotNull();
  }

  @Test
  void theFirstStepOfAnLstmIsItsGatedCandidate() {
    MultiLayerNetwork network = Networks.recurrent();
    DataSet data = Examples.sequences(60, 3, false);
    ObservedMap lstm = Affine.of(network, data.toMultiDataSet()).maps().get("lstm");
    INDArray gates = network.getLayer(0).getParam("W");
    INDArray bias = network.getLayer(0).getParam("b");
    INDArray hidden = network.feedForward(data.getFeatures(), false).get(1);
    double[] input = new double[Networks.INPUTS];
    for (int k = 0; k < input.length; k++) {
      input[k] = data.getFeatures().getDouble(5, k, 0);
    }
    double[] candidate = Affine.apply(lstm, input);
    for (int unit = 0; unit < 7; unit++) {
      double out = gate(gates, bias, input, 14 + unit);
      double in = gate(gates, bias, input, 21 + unit);
      assertThat(out * Math.tanh(in * candidate[unit]))
          .isCloseTo(hidden.getDouble(5, unit, 0), within(1e-5));
    }
  }

  private static double gate(INDArray weights, INDArray bias, double[] input, int column) {
    double sum = bias.getDouble(column);
    for (int k = 0; k < input.length; k++) {
      sum += input[k] * weights.getDouble(k, column);
    }
    return 1 / (1 + Math.exp(-sum));
  }

  @Test
  void theFirstStepOfASimpleRecurrentLayerIsItsMap() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .activation(Activation.TANH)
                .list()
                .layer(new SimpleRnn.Builder().name("rnn").nIn(Networks.INPUTS).nOut(5).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(5)
                        .nOut(Networks.CLASSES)
                        .build())
                .build());
    network.init();
    DataSet data = Examples.sequences(30, 3, false);
    ObservedMap map = Affine.of(network, data.toMultiDataSet()).maps().get("rnn");
    INDArray hidden = network.feedForward(data.getFeatures(), false).get(1);
    double[] input = new double[Networks.INPUTS];
    for (int k = 0; k < input.length; k++) {
      input[k] = data.getFeatures().getDouble(8, k, 0);
    }
    double[] out = Affine.apply(map, input);
    for (int unit = 0; unit < out.length; unit++) {
      assertThat(out[unit]).isCloseTo(hidden.getDouble(8, unit, 0), within(1e-5));
    }
    assertThat(map.note()).isEqualTo("input to hidden");
  }
}
