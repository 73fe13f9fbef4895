// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.ChosenExamples;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Both planes by layer, read from the file one layer and signal at a time: pairwise bounds with
 * relative noise 0.1.
 */
final class PlaneTable {
  private final RunFile run;
  private final int steps;
  private final Snapshot frame;
  private final int[] targets;
  private final double[] change;
  private final Set<Flag> flags = new TreeSet<>();
  private String peak = "none: no layer has one that is not flagged";
  private double highest = Double.NEGATIVE_INFINITY;

  PlaneTable(RunFile run, int classes, int steps) throws IOException {
    this.run = run;
    this.steps = steps;
    List<ImageMeasurement> measured = run.measured();
    int[] labels = measured.stream().mapToInt(ImageMeasurement::label).toArray();
    Moment now = new Moment(0, 0, Instant.EPOCH, Double.NaN);
    this.frame = new Snapshot(now, labels, classes, List.of());
    this.targets = measured.stream().mapToInt(ImageMeasurement::target).toArray();
    this.change = measured.stream().mapToDouble(ImageMeasurement::change).toArray();
  }

  void print(PrintStream out) throws IOException {
    int wide = run.layers().stream().mapToInt(seen -> seen.layer().name().length()).max().orElse(5);
    String row = "%-" + Math.max(5, wide) + "s  %-11s %6s %8s %8s %8s %7s  %s%n";
    out.printf(
        Locale.ROOT, row, "layer", "signal", "units", "I(X;T)", "I(T;Y)", "null", "ITE", "flags");
    for (SeenLayer layer : run.layers()) {
      for (SeenLayer.Signal signal : SeenLayer.Signal.values()) {
        if (layer.width(signal) > 0) {
          line(out, row, layer, signal);
        }
      }
    }
    out.printf(Locale.ROOT, "largest ITE of conductance: %s%n", peak);
    flags.forEach(flag -> out.printf(Locale.ROOT, "%s: %s%n", flag.label(), flag.words()));
  }

  private void line(PrintStream out, String row, SeenLayer layer, SeenLayer.Signal signal)
      throws IOException {
    List<Reading> readings =
        signal == SeenLayer.Signal.ACTIVATION ? activation(layer) : conductance(layer);
    Reading efficiency = reading(readings, PlaneMetrics.EFFICIENCY);
    Reading input = reading(readings, PlaneMetrics.INPUT);
    Reading label = reading(readings, PlaneMetrics.LABEL);
    Set<Flag> all = EnumSet.noneOf(Flag.class);
    List.of(efficiency, input, label).forEach(each -> all.addAll(each.flags()));
    flags.addAll(all);
    if (signal == SeenLayer.Signal.CONDUCTANCE
        && !all.contains(Flag.SATURATED)
        && efficiency.value() > highest) {
      highest = efficiency.value();
      peak = String.format(Locale.ROOT, "%s, %s", layer.layer().name(), number(highest));
    }
    out.printf(
        Locale.ROOT,
        row,
        layer.layer().name(),
        signal.name().toLowerCase(Locale.ROOT),
        layer.width(signal),
        number(input.value()),
        number(label.value()),
        number(reading(readings, PlaneMetrics.LABEL_NULL).value()),
        number(efficiency.value()),
        all.stream().map(Flag::label).collect(Collectors.joining(" ")));
  }

  private static PlaneSettings settings() {
    return PlaneSettings.defaults().withEstimators(PlaneEstimator.PAIRWISE);
  }

  private List<Reading> activation(SeenLayer layer) throws IOException {
    LayerSnapshot values =
        new LayerSnapshot(layer.layer(), run.values(layer, SeenLayer.Signal.ACTIVATION));
    Snapshot one = new Snapshot(frame.moment(), frame.labels(), frame.classes(), List.of(values));
    return ChosenExamples.judge(new InformationPlane(settings()).measure(one), one).readings();
  }

  private List<Reading> conductance(SeenLayer layer) throws IOException {
    LayerConductance values =
        new LayerConductance(
            layer.layer().withReduction(layer.conductance()),
            run.values(layer, SeenLayer.Signal.CONDUCTANCE),
            run.errors(layer),
            run.coarser(layer));
    Conductances found = new Conductances(List.of(values), targets, "", change, null, "");
    return new ConductancePlane(settings(), ConductanceSettings.defaults().withSteps(steps))
        .readings(found, frame.labels(), frame);
  }

  /** Of the layer; peaks come without one. */
  private static Reading reading(List<Reading> readings, Metric metric) {
    return readings.stream()
        .filter(reading -> reading.metric().equals(metric) && reading.layer() != null)
        .findFirst()
        .orElseThrow();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value);
  }
}
