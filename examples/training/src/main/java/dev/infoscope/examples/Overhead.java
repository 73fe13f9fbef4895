// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.Infoscope;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What watching costs: epochs of the dense MNIST network with and without Infoscope at its
 * defaults, in turns. The first epoch of each turn is not counted, so that the analysis of the
 * epoch before runs beside every counted epoch with, and beside none without.
 */
@Command(
    name = "overhead",
    description = "Time of MNIST epochs with and without Infoscope, in turns.",
    mixinStandardHelpOptions = true)
final class Overhead implements Callable<Integer> {
  private static final int BATCH = 128;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--turns", description = "Turns of each kind (default: 6).")
  private int turns = 6;

  @Option(names = "--epochs", description = "Epochs per turn, the first not counted (default: 4).")
  private int epochs = 4;

  private final List<EpochReport> reports = new CopyOnWriteArrayList<>();

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
    DataSet test = files.test();
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    network.fit(batches); // warm-up
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    try (Infoscope scope =
        Infoscope.builder().probe(test).run("overhead").serve(0).sink(reports::add).build()) {
      TrainingListener listener = scope.listener();
      for (int turn = 0; turn < turns; turn++) {
        network.setListeners();
        train(network, batches, without);
        network.setListeners(listener);
        train(network, batches, with);
        scope.flush();
      }
    }
    print(without, with);
    return 0;
  }

  private void train(MultiLayerNetwork network, DataSetIterator batches, List<Double> seconds) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      long start = System.nanoTime();
      network.fit(batches);
      if (epoch > 0) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
  }

  private void print(List<Double> without, List<Double> with) {
    double ratio = median(with) / median(without);
    System.out.printf(
        Locale.ROOT,
        "epochs without  %d, median %.3f s%nepochs with     %d, median %.3f s%nratio           %.4f%n",
        without.size(),
        median(without),
        with.size(),
        median(with),
        ratio);
    System.out.printf(
        Locale.ROOT,
        "training thread, median share of the epoch  %.5f %%%n",
        100 * median(overhead("training")));
    System.out.printf(
        Locale.ROOT,
        "analysis thread, median CPU per wall time   %.2f %%%n",
        100 * median(overhead("analysis")));
  }

  private List<Double> overhead(String thread) {
    return reports.stream()
        .flatMap(report -> report.readings().stream())
        .filter(reading -> reading.metric() == RunMetrics.OVERHEAD)
        .filter(reading -> reading.labels().get("thread").equals(thread))
        .map(Reading::value)
        .toList();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
