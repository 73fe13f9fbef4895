// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A program of its own that knows nothing of tests: trains with a listener of DL4J's that logs. */
final class LogbackHost {
  private static final int ROWS = 40;

  private LogbackHost() {}

  public static void main(String[] arguments) {
    DataSet data = data();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.addListeners(new ScoreIterationListener(1));
    try (Infoscope scope = Infoscope.builder().probe(data).run("host").serve(0).build()) {
      network.addListeners(scope.listener());
      network.fit(new ListDataSetIterator<>(data.batchBy(ROWS), 1), 2);
    }
    System.out.println("trained");
    System.exit(0);
  }

  private static DataSet data() {
    Random random = new Random(2);
    INDArray features = Nd4j.create(DataType.FLOAT, ROWS, 3);
    INDArray labels = Nd4j.create(DataType.FLOAT, ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < 3; column++) {
        features.putScalar(row, column, random.nextGaussian());
      }
      labels.putScalar(row, row % 2, 1);
    }
    return new DataSet(features, labels);
  }
}
