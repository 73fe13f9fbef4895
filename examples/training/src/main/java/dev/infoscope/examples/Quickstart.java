// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The classic twelve-bit task on a tanh network of 12-10-7-5-4-3-2 units; needs no data. */
@Command(
    name = "quickstart",
    description = "Twelve bits, a tanh network, the information plane; needs no data.",
    mixinStandardHelpOptions = true)
public final class Quickstart implements Callable<Integer> {
  private static final int[] WIDTHS = {12, 10, 7, 5, 4, 3};
  private static final int BATCH = 64;
  private static final Path START = Path.of("examples", "studies", "target", "start");
  private static final double TRAINING_SHARE = 0.8;

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--epochs", description = "Epochs to train (default: 300).")
  private int epochs = 300;

  @Option(names = "--every", description = "Epochs between two snapshots (default: 5).")
  private int every = 5;

  @Override
  public Integer call() throws Exception {
    System.out.println(
        "A tanh network learns a rule on twelve bits, " + epochs + " epochs; DL4J starts ...");
    DataSet all = TwelveBits.all();
    DataSet shuffled = all.copy();
    shuffled.shuffle(options.seed);
    int training = (int) (TRAINING_SHARE * TwelveBits.WORDS);
    DataSet test = (DataSet) shuffled.getRange(training, TwelveBits.WORDS);
    DataSetIterator batches = TwelveBits.batches((DataSet) shuffled.getRange(0, training), BATCH);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(options.seed));
    network.init();

    Progress progress = new Progress(System.out, epochs, Math.max(1, epochs / 20));
    Infoscope scope = scope(all, progress);
    progress.welcome(scope.uri());
    network.addListeners(scope.listener());
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(batches);
      if (progress.isDue(epoch)) {
        progress.accuracy(epoch, Accuracy.of(network, test));
      }
    }
    scope.finish();
    progress.farewell(options.figure);
    tellHowToStartAgain();
    options.linger(scope.uri(), System.out, System.in);
    scope.close();
    return 0;
  }

  private Infoscope scope(DataSet probe, Progress progress) {
    return options
        .builder()
        .probe(probe)
        .run(options.run("quickstart"))
        .model("tanh-12-10-7-5-4-3-2")
        .plannedEpochs(epochs)
        .everyEpochs(every)
        .sink(progress)
        .build();
  }

  private static void tellHowToStartAgain() {
    if (Files.exists(START)) {
      System.out.printf(
          Locale.ROOT,
          "again, without a build: OMP_NUM_THREADS=1 java @%s quickstart%n",
          START.toString().replace('\\', '/'));
    }
  }

  /**
   * The tanh network.
   *
   * @param seed of its weights
   * @return not initialised
   */
  public static MultiLayerConfiguration configuration(long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(2e-3))
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.TANH)
            .list();
    for (int i = 1; i < WIDTHS.length; i++) {
      layers.layer(
          new DenseLayer.Builder().name("tanh_" + i).nIn(WIDTHS[i - 1]).nOut(WIDTHS[i]).build());
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .name("output")
                .nIn(WIDTHS[WIDTHS.length - 1])
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }
}
