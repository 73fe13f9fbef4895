// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of any size that have learnt nothing, and data without a meaning. */
final class SyntheticNetworks {
  private static final int INPUTS = 20;

  private SyntheticNetworks() {}

  /** One hidden tanh layer and a softmax. */
  static MultiLayerNetwork network(int units, int classes) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(INPUTS)
                        .nOut(units)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(units)
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Normal inputs and classes at random. */
  static DataSet probe(int rows, int classes) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] inputs = new float[rows][INPUTS];
    float[][] labels = new float[rows][classes];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < INPUTS; i++) {
        inputs[row][i] = (float) random.nextGaussian();
      }
      labels[row][random.nextInt(classes)] = 1;
    }
    return new DataSet(Nd4j.create(inputs), Nd4j.create(labels));
  }
}
