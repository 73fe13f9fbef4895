// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.plane.PlanePoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The plane as a table for people, with every flag in plain words below it. */
final class PlaneText {
  private static final String[] HEADINGS = {
    "layer",
    "estimator",
    "units",
    "I(X;T)",
    "ceiling",
    "I(T;Y)",
    "ceiling",
    "null",
    "p",
    "ITE",
    "I(X;T|Y)"
  };

  private final PlaneOptions options;
  private final PlaneResult result;
  private final TextTable table = new TextTable(2, HEADINGS);
  private final StringBuilder remarks = new StringBuilder();
  private final Map<String, List<String>> beyond = new LinkedHashMap<>(); // layers of each reason

  PlaneText(PlaneOptions options, PlaneResult result) {
    this.options = options;
    this.result = result;
    for (LayerResult layer : result.layers()) {
      layer.points().forEach(point -> add(layer, point));
    }
    beyond.forEach(
        (reason, names) ->
            remarks.append(
                String.format(
                    Locale.ROOT,
                    "I(T;Y) of %s is beyond the audit: %s%n",
                    String.join(", ", names),
                    reason)));
  }

  String text(Ansi ansi) {
    String text =
        String.format(
            Locale.ROOT,
            "Information plane, in bits: %d rows, %d class%s%n%n",
            result.examples(),
            result.classes().length,
            result.classes().length == 1 ? "" : "es");
    text += table.text(ansi) + String.format(Locale.ROOT, "%n");
    if (options.diagnose()) {
      DiagnosisReport.words(result)
          .forEach(remark -> remarks.append(remark).append(String.format(Locale.ROOT, "%n")));
    }
    return text + remarks + howItWasRead();
  }

  private void add(LayerResult layer, PlanePoint point) {
    Estimate input = point.input();
    Estimate label = point.label();
    ShuffledNull shuffled = label.uncertainty().chance();
    table.add(
        !input.flags().isEmpty() || !label.flags().isEmpty() || !point.audit().isEmpty(),
        layer.layer().name(),
        point.estimator().label(),
        String.valueOf(layer.units()),
        TextTable.number(input.bits()),
        TextTable.number(input.uncertainty().ceiling()),
        TextTable.number(label.bits()),
        TextTable.number(label.uncertainty().ceiling()),
        TextTable.number(shuffled.mean()),
        TextTable.number(shuffled.p(label.bits())),
        TextTable.number(efficiency(layer, point)),
        TextTable.number(point.givenLabel().bits()));
    String who = layer.layer().name() + ", " + point.estimator().label();
    remark(who, "I(X;T)", ceiling(input), input.flags());
    remark(who, "I(T;Y)", ceiling(label), label.flags());
    remark(who, "null", "", noNull(label));
    if (!point.audit().isEmpty()) {
      beyond.computeIfAbsent(point.audit(), row -> new ArrayList<>()).add(layer.layer().name());
    }
    if (point.estimator() == PlaneEstimator.BINNED && input.flags().contains(Flag.SATURATED)) {
      remarkLimit(who, input);
    }
  }

  private void remarkLimit(String who, Estimate input) {
    if (Double.isNaN(input.bits())) {
      remarks.append(
          String.format(
              Locale.ROOT,
              "%s: counted some patterns of %d rows only, there are too many (--max-patterns)%n",
              who,
              input.uncertainty().samples()));
    }
  }

  private static Set<Flag> noNull(Estimate label) {
    ShuffledNull shuffled = label.uncertainty().shuffled();
    return shuffled != null && Double.isNaN(shuffled.mean()) ? Set.of(Flag.NO_NULL) : Set.of();
  }

  private static double efficiency(LayerResult layer, PlanePoint point) {
    return point.readings(layer.layer()).stream()
        .filter(reading -> reading.metric().equals(PlaneMetrics.EFFICIENCY))
        .mapToDouble(Reading::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** How near a reading is to the most it could be. */
  private static String ceiling(Estimate estimate) {
    double percent = 100 * estimate.bits() / estimate.uncertainty().ceiling();
    return Double.isFinite(percent)
        ? String.format(Locale.ROOT, "%.0f %% of the ceiling; ", percent)
        : "";
  }

  private void remark(String who, String quantity, String ceiling, Set<Flag> flags) {
    if (!flags.isEmpty()) {
      String words = flags.stream().map(Flag::words).collect(Collectors.joining("; "));
      remarks.append(String.format(Locale.ROOT, "%s, %s: %s%s%n", who, quantity, ceiling, words));
    }
  }

  private String howItWasRead() {
    List<String> lines = new ArrayList<>();
    if (!remarks.isEmpty()) {
      lines.add("");
    }
    if (options.countsRows()) {
      lines.add(
          String.format(Locale.ROOT, "binned: %d bins, range %s", options.bins(), options.range()));
    }
    lines.addAll(sampled());
    lines.add(
        String.format(Locale.ROOT, "null: mean of %d shuffles of the labels", options.shuffles()));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  /** Of how many rows the distances to all of them were taken, where not of all. */
  private String centres() {
    return result.sample() > PairwiseCentres.MOST_ROWS
            && options.estimators().contains(EstimatorChoice.PAIRWISE)
        ? String.format(
            Locale.ROOT, "; pairwise from %d centres", PairwiseCentres.count(result.sample()))
        : "";
  }

  /** Which series were read of which rows; nearest neighbours take no noise. */
  private List<String> sampled() {
    Set<PlaneEstimator> noisy = options.series();
    noisy.removeAll(EnumSet.of(PlaneEstimator.BINNED, PlaneEstimator.KSG));
    List<String> lines = new ArrayList<>();
    if (!noisy.isEmpty()) {
      lines.add(names(noisy) + ": noise " + options.noise() + ", " + rows() + centres());
    }
    if (options.series().contains(PlaneEstimator.KSG)) {
      lines.add(PlaneEstimator.KSG.label() + ": " + rows());
    }
    if (options.diagnose()) {
      lines.add("diagnosis: " + rows());
    }
    return lines;
  }

  private String rows() {
    String how = result.sample() < result.examples() ? ", chosen by hash (--sample)" : "";
    return String.format(
        Locale.ROOT, "on %d of %d rows%s", result.sample(), result.examples(), how);
  }

  private static String names(Set<PlaneEstimator> series) {
    return series.stream().map(PlaneEstimator::label).collect(Collectors.joining(", "));
  }
}
