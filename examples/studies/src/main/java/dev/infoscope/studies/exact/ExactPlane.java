// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.exact;

import dev.infoscope.examples.Accuracy;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.examples.PlaneFigure;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.TwelveBits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains a network whose activations have 256 levels, so that the information plane is exact over a
 * data set, and prints exact, binned and pairwise side by side.
 */
@Command(
    name = "exact-plane",
    description =
        "The exact information plane of a network in eight bits beside two estimators: of the"
            + " quickstart network, or with --data of the dense one on MNIST.",
    mixinStandardHelpOptions = true)
public final class ExactPlane implements Callable<Integer> {
  private static final int BATCH = 64;
  private static final double TRAINING_SHARE = 0.8;

  @Option(names = "--data", description = "Folder with the four idx files of MNIST.")
  private @Nullable Path data;

  @Option(names = "--epochs", description = "Epochs to train (default: 300, 4 of MNIST).")
  private int epochs;

  @Option(names = "--every", description = "Epochs between two rows (default: 10, 1 of MNIST).")
  private int every;

  @Option(names = "--rows", description = "Test digits that are looked at (default: 2000).")
  private int rows = 2000;

  @Option(names = "--seed", description = "Seed of the network (default: 1).")
  private long seed = 1;

  @Option(names = "--figure", description = "Writes the three planes as SVG.")
  private @Nullable Path figure;

  @Override
  public Integer call() throws Exception {
    return data == null ? bits() : digits(data);
  }

  private int bits() throws Exception {
    DataSet all = TwelveBits.all();
    DataSet shuffled = all.copy();
    shuffled.shuffle(seed);
    int training = (int) (TRAINING_SHARE * all.numExamples());
    return train(
        Quickstart.configuration(seed),
        (DataSet) shuffled.getRange(0, training),
        (DataSet) shuffled.getRange(training, all.numExamples()),
        all,
        epochs > 0 ? epochs : 300,
        every > 0 ? every : 10);
  }

  private int digits(Path folder) throws Exception {
    IdxFiles files = new IdxFiles(folder);
    DataSet training = files.training();
    training.shuffle(seed);
    DataSet test = files.test();
    return train(
        MnistNetworks.dense(seed),
        training,
        test,
        (DataSet) test.getRange(0, Math.min(rows, test.numExamples())),
        epochs > 0 ? epochs : 4,
        every > 0 ? every : 1);
  }

  private int train(
      MultiLayerConfiguration configuration,
      DataSet training,
      DataSet test,
      DataSet probe,
      int last,
      int step)
      throws Exception {
    DataSetIterator batches = new ListDataSetIterator<>(training.batchBy(BATCH), 1);
    MultiLayerNetwork network = new MultiLayerNetwork(EightBits.into(configuration));
    network.init();
    network.feedForward(((DataSet) training.getRange(0, BATCH)).getFeatures(), true); // ranges
    ThreePlanes planes = new ThreePlanes(probe, configuration);
    printHeading(probe.numExamples());
    for (int epoch = 0; epoch <= last; epoch++) {
      if (epoch > 0) {
        network.fit(batches);
      }
      if (epoch % step == 0 || epoch == last) {
        System.out.printf(
            Locale.ROOT, "epoch %d: accuracy %.4f%n", epoch, Accuracy.of(network, test));
        planes.read(network, epoch).forEach(System.out::println);
      }
    }
    planes.differences().forEach(System.out::println);
    if (figure != null) {
      Files.writeString(figure, PlaneFigure.of("The exact plane and two estimators", planes.all()));
    }
    return 0;
  }

  private static void printHeading(int rows) {
    System.out.printf(
        Locale.ROOT,
        "%d rows, %.2f bits; 256 levels; each cell: I(X;T) / I(T;Y) in bits%n"
            + "%5s %-8s %7s  %-15s %-15s %-15s%n",
        rows,
        Math.log(rows) / Math.log(2),
        "epoch",
        "layer",
        "states",
        "exact",
        "binned",
        "pairwise");
  }
}
