// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Recorder;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A program of its own, to be run with a small heap: trains a network of two hidden layers of a
 * given width while the host allocates and forgets, and prints what became of it.
 */
final class SmallHeap {
  private static final int ROWS = 2000;
  private static final int INPUTS = 20;

  private SmallHeap() {}

  public static void main(String[] arguments) {
    int width = Integer.parseInt(arguments[0]);
    boolean attach = arguments[1].equals("attach");
    MultiLayerNetwork network = network(width);
    DataSet data = data();
    AtomicBoolean out = new AtomicBoolean();
    Thread host = new Thread(() -> allocate(out));
    host.setDaemon(true);
    host.start();
    Recorder recorder = new Recorder();
    String refusal = "none";
    try (Infoscope scope =
        Infoscope.builder().probe(data).sink(recorder).budget(1).everyIterations(1).build()) {
      if (attach) {
        try {
          scope.attach(network);
        } catch (IllegalArgumentException e) {
          refusal = e.getMessage();
        }
      } else {
        network.addListeners(scope.listener());
      }
      network.fit(new ListDataSetIterator<>(data.asList(), 100), 2);
    } catch (OutOfMemoryError e) {
      out.set(true);
    }
    System.out.println("iterations " + network.getIterationCount());
    System.out.println("host out of memory " + out.get());
    System.out.println("refusal " + refusal);
    System.out.println("reports " + recorder.reports.size());
    System.out.println(
        "failures " + (recorder.health.isEmpty() ? "none" : recorder.lastHealth().failures()));
    System.exit(0);
  }

  private static MultiLayerNetwork network(int width) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().nOut(width).build())
                .layer(new DenseLayer.Builder().nOut(width).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(INPUTS))
                .build());
    network.init();
    return network;
  }

  private static DataSet data() {
    Random random = new Random(2);
    INDArray features = Nd4j.create(DataType.FLOAT, ROWS, INPUTS);
    INDArray labels = Nd4j.create(DataType.FLOAT, ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < INPUTS; column++) {
        features.putScalar(row, column, random.nextGaussian());
      }
      labels.putScalar(row, row % 2, 1);
    }
    return new DataSet(features, labels);
  }

  /** What any host does: arrays of a megabyte that live for a moment. */
  private static void allocate(AtomicBoolean out) {
    Random random = new Random(3);
    byte[][] kept = new byte[4][];
    while (true) {
      try {
        kept[random.nextInt(4)] = new byte[1 << 20];
        Thread.sleep(1);
      } catch (OutOfMemoryError e) {
        out.set(true);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
