// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A SameDiff graph under observation, on the twelve-bit task or on handwritten digits. */
@Command(
    name = "samediff",
    description = "A SameDiff graph, on twelve bits or on MNIST.",
    mixinStandardHelpOptions = true)
public final class SameDiffExample implements Callable<Integer> {
  private static final int BATCH = 64;
  private static final int SIDE = 28;
  private static final double TRAINING_SHARE = 0.8;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--data",
      description = "Folder with the four idx files of MNIST (default: twelve bits, made here).")
  private @Nullable Path data;

  @Option(names = "--epochs", description = "Epochs to train (default: 20, of MNIST 3).")
  private int epochs;

  @Option(names = "--cnn", description = "A convolutional graph in place of the dense one.")
  private boolean cnn;

  @Option(
      names = "--compare",
      description =
          "In the end, read a MultiLayerNetwork with the weights of the graph too, and compare all"
              + " readings.")
  private boolean compare;

  private record Examples(DataSet training, DataSet test) {}

  @Override
  public Integer call() throws Exception {
    int planned = epochs > 0 ? epochs : data == null ? 20 : 3;
    System.out.printf(
        Locale.ROOT,
        "A SameDiff graph learns %s, %d epochs; ND4J starts ...%n",
        data == null ? "a rule on twelve bits" : "the digits of MNIST",
        planned);
    Examples examples = data == null ? twelveBits() : digits(data);
    Nd4j.getRandom().setSeed(options.seed);
    SameDiff graph = graph();
    Progress progress = new Progress(System.out, planned, Math.max(1, planned / 20));
    Infoscope scope = scope(examples.test(), progress, planned);
    progress.welcome(scope.uri());
    scope.attach(graph);
    // One by one: over an iterator of many batches, fit of M2.1 does not learn these tasks.
    List<DataSet> batches = examples.training().batchBy(BATCH);
    double accuracy = 0;
    for (int epoch = 1; epoch <= planned; epoch++) {
      batches.forEach(graph::fit);
      scope.sample(graph, epoch);
      accuracy = Accuracy.of(graph, examples.test());
      progress.accuracy(epoch, accuracy);
    }
    scope.finish();
    progress.farewell(options.figure);
    System.out.printf(Locale.ROOT, "test accuracy %.4f%n", accuracy);
    if (compare) {
      System.out.println(twin(graph, examples.test()).compare());
    }
    options.linger(scope.uri(), System.out, System.in);
    scope.close();
    return 0;
  }

  private Examples twelveBits() {
    DataSet all = TwelveBits.all();
    all.shuffle(options.seed);
    int training = (int) (TRAINING_SHARE * TwelveBits.WORDS);
    return new Examples(
        (DataSet) all.getRange(0, training), (DataSet) all.getRange(training, TwelveBits.WORDS));
  }

  private Examples digits(Path folder) throws IOException {
    IdxFiles files = new IdxFiles(folder);
    DataSet training = files.training();
    training.shuffle(options.seed);
    return new Examples(training, files.test());
  }

  private SameDiff graph() {
    if (data == null) {
      return cnn
          ? SameDiffGraphs.convolutional(3, 4, 2, 2)
          : SameDiffGraphs.dense(TwelveBits.BITS, 2, 10, 7, 5);
    }
    return cnn
        ? SameDiffGraphs.convolutional(SIDE, SIDE, 10, 5)
        : SameDiffGraphs.dense(SIDE * SIDE, 10, 256, 128);
  }

  private SameDiffTwin twin(SameDiff graph, DataSet probe) {
    if (cnn) {
      return data == null
          ? SameDiffTwin.convolutional(graph, probe, 3, 4)
          : SameDiffTwin.convolutional(graph, probe, SIDE, SIDE);
    }
    return SameDiffTwin.dense(graph, probe, data == null ? 3 : 2);
  }

  private Infoscope scope(DataSet probe, Progress progress, int planned) {
    return options
        .builder()
        .probe(probe)
        .run(options.run(cnn ? "samediff-cnn" : "samediff-mlp"))
        .plannedEpochs(planned)
        .sink(progress)
        .build();
  }
}
