// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.examples.Quickstart;
import dev.infoscope.examples.TwelveBits;
import dev.infoscope.numeric.Quantiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Processor time of the measures on a network, moving and at rest. */
@Command(
    name = "measure-cost",
    description =
        "Processor time of each measure on a 784-256-128-10 network, on that of the quickstart, or by size.",
    mixinStandardHelpOptions = true)
public final class MeasureCost implements Callable<Integer> {
  private static final int BATCH = 128;
  private static final int AT_REST = 20;

  /** What is read at every snapshot beside the planes, and shall cost little. */
  private static final List<String> CHEAP =
      List.of("probe", "parameters", "redundancy", "plasticity");

  @Option(names = "--data", description = "Folder with the four idx files.")
  private @Nullable Path data;

  @Option(names = "--quickstart", description = "Instead, of the network of the quickstart.")
  private boolean quickstart;

  @Option(
      names = "--units",
      split = ",",
      description = "Instead, one snapshot of a network on made-up data for each of these widths.")
  private List<Integer> units = List.of();

  @Option(
      names = "--classes",
      split = ",",
      description = "With each of these numbers of classes (default: 10).")
  private List<Integer> classes = List.of(10);

  @Option(names = "--rows", description = "Examples of the made-up probe (default: 500).")
  private int rows = 500;

  @Option(names = "--epochs", description = "Epochs to train (default: 12).")
  private int epochs = 12;

  @Option(
      names = "--measure",
      split = ",",
      description = "Which ones (default: those that are on by default, each at every snapshot).")
  private List<String> measures = TimedMeasures.ON_BY_DEFAULT;

  @Override
  public Integer call() throws Exception {
    if (!units.isEmpty()) {
      bySize();
    } else if (quickstart) {
      DataSet all = TwelveBits.all();
      training(Quickstart.configuration(1), TwelveBits.batches(all, BATCH), all);
    } else if (data == null) {
      throw new IllegalArgumentException(
          "--data (none), --quickstart or --units (none) must be given");
    } else {
      IdxFiles files = new IdxFiles(data);
      DataSetIterator batches = new ListDataSetIterator<>(files.training().batchBy(BATCH), 1);
      training(MnistNetworks.dense(1), batches, files.test());
    }
    return 0;
  }

  private void bySize() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "CPU ms of one snapshot of %d examples, * where sampled, - where left out%n",
        rows);
    System.out.printf(Locale.ROOT, "%7s %7s", "units", "classes");
    measures.forEach(name -> System.out.printf(Locale.ROOT, " %17s", name));
    System.out.println();
    for (int width : units) {
      for (int count : classes) {
        List<TimedMeasure> timed = measures.stream().map(TimedMeasures::of).toList();
        try (Infoscope scope =
            TimedMeasures.builder(timed).probe(SyntheticNetworks.probe(rows, count)).build()) {
          scope.sample(SyntheticNetworks.network(width, count), 1);
        }
        System.out.printf(Locale.ROOT, "%7d %7d", width, count);
        timed.forEach(each -> System.out.printf(Locale.ROOT, " %17s", each.last()));
        System.out.println();
      }
    }
  }

  private void training(
      MultiLayerConfiguration configuration, DataSetIterator batches, DataSet probe)
      throws Exception {
    List<TimedMeasure> timed = measures.stream().map(TimedMeasures::of).toList();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    List<WithinPass> within = WithinPass.all(probe);
    try (Infoscope scope = TimedMeasures.builder(timed).probe(probe).build()) {
      for (int epoch = 1; epoch <= epochs + AT_REST; epoch++) {
        if (epoch <= epochs) {
          network.fit(batches);
        }
        scope.sample(network, epoch);
        for (WithinPass each : within) {
          each.sample(network, epoch);
        }
      }
    } finally {
      within.forEach(WithinPass::close);
    }
    print(timed, within);
  }

  private void print(List<TimedMeasure> timed, List<WithinPass> within) {
    System.out.printf(
        Locale.ROOT,
        "CPU ms per snapshot: first, median, most of %d epochs; median of %d snapshots at rest;"
            + " MB%n",
        epochs,
        AT_REST);
    List<MeasureTimes> all =
        Stream.concat(
                within.stream().map(WithinPass::times), timed.stream().map(TimedMeasure::times))
            .toList();
    all.forEach(this::print);
    List<MeasureTimes> cheap = all.stream().filter(each -> CHEAP.contains(each.name())).toList();
    if (cheap.size() == CHEAP.size()) {
      System.out.println("together: " + String.join(", ", CHEAP));
      print(MeasureTimes.sum("together", cheap));
    }
    print(MeasureTimes.sum("all", all));
  }

  private void print(MeasureTimes times) {
    double[] moved = numbers(times.millis().subList(0, epochs));
    double[] rest = numbers(times.millis().subList(epochs, epochs + AT_REST));
    System.out.printf(
        Locale.ROOT,
        "%-18s %9.2f %9.2f %9.2f %9.2f %9.1f%n",
        times.name(),
        moved[0],
        Quantiles.median(moved),
        Quantiles.of(moved, 1),
        Quantiles.median(rest),
        Quantiles.median(numbers(times.megabytes().subList(0, epochs))));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
