// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.Reading;
import dev.infoscope.numeric.Quantiles;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What watching costs: epochs of the dense MNIST network without a listener, with Infoscope at its
 * defaults, with Infoscope examining every epoch, and with DL4J's StatsListener at its defaults, in
 * turns. The first epoch of each turn is not counted, so that the analysis of the epoch before runs
 * beside the counted ones, and beside none of another kind.
 *
 * <p>While the JVM compiles the measures, for about the first eight snapshots, they and its
 * compiler take several times as long: the first turns are printed apart. The defaults are those of
 * a long run, without what the analysis may use freely at the beginning.
 */
@Command(
    name = "overhead",
    description = "Time of MNIST epochs without and with listeners, in turns.",
    mixinStandardHelpOptions = true)
public final class Overhead implements Callable<Integer> {
  private static final int BATCH = 128;
  private static final double DEFAULT_SHARE = 0.05;

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

  private final List<Reading> overheads = new CopyOnWriteArrayList<>();

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
    DataSet test = files.test();
    try (Infoscope defaults = scope("defaults", test, DEFAULT_SHARE);
        Infoscope everyEpoch = scope("every-epoch", test, 1)) {
      List<WatchedEpochs> kinds =
          List.of(
              watched("none", () -> new TrainingListener[0]),
              watched("defaults", always(defaults.listener())),
              watched("every epoch", always(everyEpoch.listener())),
              watched("StatsListener", () -> new TrainingListener[] {stats()}));
      for (int turn = -warmUp; turn < turns; turn++) {
        if (turn == 0) {
          overheads.clear();
        }
        for (WatchedEpochs kind : shifted(kinds, turn)) {
          kind.train(batches, epochs, turn < 0);
          defaults.flush();
          everyEpoch.flush();
        }
      }
      print(kinds);
    }
    return 0;
  }

  private Infoscope scope(String run, DataSet probe, double share) {
    return Infoscope.builder()
        .probe(probe)
        .run(run)
        .serve(0)
        .budget(share, Duration.ZERO)
        .without(off.toArray(String[]::new))
        .sink(report -> keep(run, report))
        .build();
  }

  private static WatchedEpochs watched(String title, Supplier<TrainingListener[]> listeners) {
    MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
    network.init();
    return new WatchedEpochs(title, network, listeners);
  }

  private static Supplier<TrainingListener[]> always(TrainingListener... listeners) {
    return () -> listeners;
  }

  private static StatsListener stats() {
    return new StatsListener(new InMemoryStatsStorage());
  }

  /** Each turn begins with another kind, so that none always follows the same one. */
  private static List<WatchedEpochs> shifted(List<WatchedEpochs> kinds, int turn) {
    List<WatchedEpochs> order = new ArrayList<>(kinds);
    Collections.rotate(order, -turn);
    return order;
  }

  private void keep(String run, EpochReport report) {
    if (run.equals("every-epoch")) {
      report.readings().stream()
          .filter(reading -> reading.metric().equals(RunMetrics.OVERHEAD))
          .forEach(overheads::add);
    }
  }

  private void print(List<WatchedEpochs> kinds) {
    row(
        String.format(Locale.ROOT, "medians of %d epochs of each", kinds.get(0).counted().epochs()),
        kinds,
        WatchedEpochs::title);
    compare("time of an epoch, s", kinds, EpochTimes.Epoch::clock);
    compare("CPU of the training thread, s", kinds, EpochTimes.Epoch::processor);
    row(
        "pauses to collect garbage, s",
        kinds,
        kind -> number(kind.counted().median(EpochTimes.Epoch::pauses)));
    if (warmUp > 0) {
      row(
          "mean of the first turns, s",
          kinds,
          kind -> number(kind.warmUp().mean(EpochTimes.Epoch::clock)));
    }
    System.out.printf(
        Locale.ROOT,
        "every epoch: training thread, median share of the epoch %.5f %%; analysis, median"
            + " processor time per time on the clock %.2f %%%n",
        100 * overhead("training"),
        100 * overhead("analysis"));
  }

  private static void compare(
      String what, List<WatchedEpochs> kinds, ToDoubleFunction<EpochTimes.Epoch> time) {
    EpochTimes none = kinds.get(0).counted();
    row(what, kinds, kind -> number(kind.counted().median(time)));
    row("  ratio", kinds, kind -> number(kind.counted().median(time) / none.median(time)));
    row("  ratio of the means", kinds, kind -> number(kind.counted().mean(time) / none.mean(time)));
    row("  ratios of turns", kinds, kind -> range(kind.counted().ratiosOfTurns(none, time)));
  }

  private static void row(
      String what, List<WatchedEpochs> kinds, Function<WatchedEpochs, String> cell) {
    System.out.println(
        String.format(Locale.ROOT, "%-30s", what)
            + kinds.stream()
                .map(kind -> String.format(Locale.ROOT, "%16s", cell.apply(kind)))
                .collect(Collectors.joining()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String range(double[] ascending) {
    return ascending.length == 0
        ? "-"
        : number(ascending[0]) + " to " + number(ascending[ascending.length - 1]);
  }

  /** Median of what the analysis said of one thread; NaN if it said nothing. */
  private double overhead(String thread) {
    return Quantiles.median(
        overheads.stream()
            .filter(reading -> thread.equals(reading.labels().get("thread")))
            .mapToDouble(Reading::value)
            .toArray());
  }
}
