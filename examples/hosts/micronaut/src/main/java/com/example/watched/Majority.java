// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package com.example.watched;

import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The task: are more than half of seven bits set? */
final class Majority {
  private static final int BITS = 7;

  private Majority() {}

  static DataSet examples(int count, long seed) {
    Random random = new Random(seed);
    float[][] bits = new float[count][BITS];
    float[][] labels = new float[count][2];
    for (int row = 0; row < count; row++) {
      int set = 0;
      for (int bit = 0; bit < BITS; bit++) {
        bits[row][bit] = random.nextInt(2);
        set += (int) bits[row][bit];
      }
      labels[row][set > BITS / 2 ? 1 : 0] = 1;
    }
    return new DataSet(Nd4j.create(bits), Nd4j.create(labels));
  }

  static void train(TrainingListener listener, int epochs) {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(BITS).nOut(8).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    net.init();
    net.addListeners(listener);
    net.fit(new ListDataSetIterator<>(examples(512, 1).asList(), 64), epochs);
  }
}
