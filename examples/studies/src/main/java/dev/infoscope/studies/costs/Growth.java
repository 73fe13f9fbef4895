// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.Infoscope;
import dev.infoscope.numeric.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How time and memory of each measure grow with the rows of the probe, the units of a layer and the
 * number of classes, each with the exponent of the power law that fits best.
 */
@Command(
    name = "growth",
    description = "Time and memory of each measure by rows, units and classes, as tables.",
    mixinStandardHelpOptions = true)
public final class Growth implements Callable<Integer> {
  private static final int ROWS = 1000;
  private static final int UNITS = 64;
  private static final int CLASSES = 10;
  private static final int FEWEST = 3; // sizes of a quick run
  private static final double MOTION = 1.01; // of all parameters between two snapshots

  @Option(names = "--quick", description = "The smallest sizes only, one snapshot of each.")
  private boolean quick;

  @Option(
      names = "--snapshots",
      description =
          "Snapshots of each size, the first not counted (default: 4); all sizes are read twice and"
              + " counted once.")
  private int snapshots = 4;

  @Option(
      names = "--measure",
      split = ",",
      description = "Which ones (default: those that are on).")
  private List<String> measures = TimedMeasures.ON_BY_DEFAULT;

  /** What grows. */
  private record Axis(String name, int[] sizes, Function<Integer, Size> at) {}

  /** Of the network and its probe. */
  private record Size(int rows, int units, int classes) {}

  private static final List<Axis> AXES =
      List.of(
          new Axis(
              "rows",
              new int[] {500, 1000, 2000, 4000, 8000, 16_000},
              rows -> new Size(rows, UNITS, CLASSES)),
          new Axis(
              "units",
              new int[] {16, 64, 256, 1024, 4096},
              units -> new Size(ROWS, units, CLASSES)),
          new Axis(
              "classes", new int[] {2, 10, 100, 1000}, classes -> new Size(ROWS, UNITS, classes)));

  @Override
  public Integer call() throws Exception {
    for (Axis axis : AXES) {
      int[] sizes = quick ? Arrays.copyOf(axis.sizes(), FEWEST) : axis.sizes();
      if (!quick) {
        read(axis, sizes); // compiled, not counted
      }
      List<List<TimedMeasure>> read = read(axis, sizes);
      print("CPU ms", axis, sizes, read, MeasureTimes::millis);
      print("MB", axis, sizes, read, MeasureTimes::megabytes);
    }
    System.out.printf(
        Locale.ROOT,
        "%d rows, %d units, %d classes where these do not grow; medians of %d snapshots;"
            + " * sampled, - left out; the power is fitted to sizes that are not sampled, with a"
            + " star to all where fewer than two are%n",
        ROWS,
        UNITS,
        CLASSES,
        counted());
    return 0;
  }

  private int counted() {
    return quick ? 1 : snapshots - 1;
  }

  private List<List<TimedMeasure>> read(Axis axis, int... sizes) throws Exception {
    List<List<TimedMeasure>> read = new ArrayList<>();
    for (int size : sizes) {
      read.add(read(axis.at().apply(size)));
    }
    return read;
  }

  private List<TimedMeasure> read(Size size) throws Exception {
    List<TimedMeasure> timed = measures.stream().map(TimedMeasures::of).toList();
    DataSet probe = SyntheticNetworks.probe(size.rows(), size.classes());
    MultiLayerNetwork network = SyntheticNetworks.network(size.units(), size.classes());
    try (Infoscope scope =
        TimedMeasures.builder(timed).probe(probe).probeRows(size.rows()).build()) {
      for (int snapshot = 1; snapshot <= counted() + (quick ? 0 : 1); snapshot++) {
        scope.sample(network, snapshot);
        network.params().muli(MOTION); // what rests may not be read again
      }
    }
    return timed;
  }

  private void print(
      String what,
      Axis axis,
      int[] sizes,
      List<List<TimedMeasure>> read,
      Function<MeasureTimes, List<Double>> quantity) {
    System.out.printf(Locale.ROOT, "| %s by %s |", what, axis.name());
    Arrays.stream(sizes).forEach(size -> System.out.printf(Locale.ROOT, " %,d |", size));
    System.out.printf(Locale.ROOT, " power |%n|%s%n", "---|".repeat(sizes.length + 2));
    for (int i = 0; i < measures.size(); i++) {
      double[] values = new double[sizes.length];
      double[] whole = new double[sizes.length];
      System.out.printf(Locale.ROOT, "| %s |", measures.get(i));
      for (int size = 0; size < sizes.length; size++) {
        TimedMeasure timed = read.get(size).get(i);
        values[size] = median(quantity.apply(timed.times()));
        whole[size] = timed.isSampled() ? Double.NaN : values[size];
        System.out.printf(Locale.ROOT, " %s |", cell(values[size], timed.isSampled()));
      }
      double exponent = exponent(sizes, whole);
      boolean sampled = Double.isNaN(exponent);
      System.out.printf(
          Locale.ROOT, " %s |%n", cell(sampled ? exponent(sizes, values) : exponent, sampled));
    }
    System.out.println();
  }

  private static String cell(double value, boolean sampled) {
    return Double.isNaN(value)
        ? "-"
        : String.format(Locale.ROOT, "%.1f%s", value, sampled ? "*" : "");
  }

  /** Of the counted snapshots; NaN if the measure was left out. */
  private double median(List<Double> all) {
    return Quantiles.median(
        all.stream()
            .skip(Math.max(0, all.size() - counted()))
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  /**
   * Slope of the line of least squares through the logarithms.
   *
   * @return NaN for fewer than two values above 0; others are passed over
   */
  static double exponent(int[] sizes, double[] values) {
    double count = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (values[i] > 0) {
        double size = Math.log(sizes[i]);
        double value = Math.log(values[i]);
        count++;
        x += size;
        y += value;
        xx += size * size;
        xy += size * value;
      }
    }
    return count < 2 ? Double.NaN : (count * xy - x * y) / (count * xx - x * x);
  }
}
