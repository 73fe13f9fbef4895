// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.Reading;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
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
 * What watching costs: epochs of the dense MNIST network with and without Infoscope, with the
 * measures that are on by default, in turns. The first epoch of each turn is not counted, so that
 * the analysis of the epoch before runs beside every counted epoch with, and beside none without.
 *
 * <p>While the JVM compiles the measures, for about the first eight snapshots, they and its
 * compiler take several times as long: the first turns are printed apart.
 */
@Command(
    name = "overhead",
    description = "Time of MNIST epochs with and without Infoscope, in turns.",
    mixinStandardHelpOptions = true)
public final class Overhead implements Callable<Integer> {
  private static final int BATCH = 128;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--turns", description = "Turns of each kind (default: 6).")
  private int turns = 6;

  @Option(
      names = "--warm-up",
      description =
          "Turns of each kind before, while the JVM compiles, printed apart (default: 2).")
  private int warmUp = 2;

  @Option(names = "--epochs", description = "Epochs per turn, the first not counted (default: 4).")
  private int epochs = 4;

  @Option(names = "--off", split = ",", description = "Measures to switch off.")
  private List<String> off = List.of();

  @Option(
      names = "--budget",
      description =
          "Share of a processor for the analysis (default: 1, which examines each epoch).")
  private double budget = 1;

  private final List<Reading> overheads = new CopyOnWriteArrayList<>();

  /** What epochs of one kind took, seconds each. */
  private static final class Epochs {
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>(); // of the training thread
    private final List<Double> collection = new ArrayList<>(); // pauses of the garbage collectors

    void time(Runnable epoch, boolean counted) {
      long wallStart = System.nanoTime();
      long processorStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long collectionStart = collectionMillis();
      epoch.run();
      if (counted) {
        wall.add((System.nanoTime() - wallStart) / 1e9);
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        processor.add((end - processorStart) / 1e9);
        collection.add((collectionMillis() - collectionStart) / 1e3);
      }
    }

    private static long collectionMillis() {
      return ManagementFactory.getGarbageCollectorMXBeans().stream()
          .mapToLong(GarbageCollectorMXBean::getCollectionTime)
          .sum();
    }
  }

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
    DataSet test = files.test();
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    network.fit(batches); // warm-up
    Epochs coldWithout = new Epochs();
    Epochs coldWith = new Epochs();
    Epochs without = new Epochs();
    Epochs with = new Epochs();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(test)
            .run("overhead")
            .serve(0)
            .budget(budget)
            .without(off.toArray(String[]::new))
            .sink(this::keep)
            .build()) {
      TrainingListener listener = scope.listener();
      for (int turn = -warmUp; turn < turns; turn++) {
        if (turn == 0) {
          overheads.clear();
        }
        network.setListeners();
        train(network, batches, turn < 0 ? coldWithout : without);
        network.setListeners(listener);
        train(network, batches, turn < 0 ? coldWith : with);
        scope.flush();
      }
    }
    print(without, with);
    if (warmUp > 0) {
      print("mean of the first turns, s", mean(coldWithout.wall), mean(coldWith.wall));
    }
    return 0;
  }

  private void keep(EpochReport report) {
    report.readings().stream()
        .filter(reading -> reading.metric().equals(RunMetrics.OVERHEAD))
        .forEach(overheads::add);
  }

  private void train(MultiLayerNetwork network, DataSetIterator batches, Epochs into) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      into.time(() -> network.fit(batches), epoch > 0);
    }
  }

  private void print(Epochs without, Epochs with) {
    System.out.printf(
        Locale.ROOT,
        "medians of %d epochs of each   without      with     ratio%n",
        with.wall.size());
    print("time of an epoch, s", without.wall, with.wall);
    print("mean of that, s", mean(without.wall), mean(with.wall));
    print("CPU of the training thread, s", without.processor, with.processor);
    print("pauses to collect garbage, s", without.collection, with.collection);
    System.out.printf(
        Locale.ROOT,
        "training thread, median share of the epoch  %.5f %%%n",
        100 * median(overhead("training")));
    System.out.printf(
        Locale.ROOT,
        "analysis thread, median CPU per wall time   %.2f %%%n",
        100 * median(overhead("analysis")));
  }

  private static void print(String what, List<Double> without, List<Double> with) {
    print(what, median(without), median(with));
  }

  private static void print(String what, double without, double with) {
    System.out.printf(
        Locale.ROOT, "%-30s %8.3f  %8.3f  %8.4f%n", what, without, with, with / without);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private List<Double> overhead(String thread) {
    return overheads.stream()
        .filter(reading -> thread.equals(reading.labels().get("thread")))
        .map(Reading::value)
        .toList();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
