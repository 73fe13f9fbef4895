// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Handwritten digits: a 784-256-128-10 ReLU network, or a small convolutional one. */
@Command(
    name = "mnist",
    description = "MNIST from a folder with the four idx files.",
    mixinStandardHelpOptions = true)
public final class Mnist implements Callable<Integer> {
  private static final int BATCH = 128;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--epochs", description = "Epochs to train (default: 5).")
  private int epochs = 5;

  @Option(names = "--cnn", description = "A convolutional network in place of the dense one.")
  private boolean cnn;

  @Override
  public Integer call() throws Exception {
    System.out.printf(Locale.ROOT, "Digits of MNIST, %d epochs; DL4J starts ...%n", epochs);
    IdxFiles files = new IdxFiles(data);
    DataSet training = files.training();
    DataSet test = files.test();
    training.shuffle(options.seed);
    DataSetIterator batches = new ListDataSetIterator<>(training.batchBy(BATCH), 1);
    MultiLayerConfiguration configuration =
        cnn ? MnistNetworks.convolutional(options.seed) : MnistNetworks.dense(options.seed);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();

    Progress progress = new Progress(System.out, epochs, 1);
    Infoscope scope = scope(test, progress);
    progress.welcome(scope.uri());
    network.addListeners(scope.listener());
    double accuracy = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(batches);
      accuracy = Accuracy.of(network, test);
      progress.accuracy(epoch, accuracy);
    }
    scope.finish();
    progress.farewell(options.figure);
    System.out.printf(Locale.ROOT, "test accuracy %.4f%n", accuracy);
    options.linger(scope.uri(), System.out, System.in);
    scope.close();
    return 0;
  }

  private Infoscope scope(DataSet probe, Progress progress) {
    return options
        .builder()
        .probe(probe)
        .run(options.run(cnn ? "mnist-cnn" : "mnist-mlp"))
        .model(cnn ? "cnn" : "mlp-784-256-128-10")
        .plannedEpochs(epochs)
        .sink(progress)
        .build();
  }
}
