// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.causal.JointInformation;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The place of a layer as a table for people, with flags and ranges in plain words below it. */
final class CausalText {
  private static final Map<Metric, String> NAMES =
      Map.of(
          CausalMetrics.SENSITIVITY, "sensitivity",
          CausalMetrics.EFFECTIVE_INFORMATION, "effective information",
          CausalMetrics.DEGENERACY, "degeneracy",
          CausalMetrics.INTEGRATED_INFORMATION, "integrated information",
          CausalMetrics.WIDE_LIMIT_SHARE, "share of the wide limit");

  private final CausalOptions options;
  private final CausalResult result;

  CausalText(CausalOptions options, CausalResult result) {
    this.options = options;
    this.result = result;
  }

  String text(Ansi ansi) {
    return String.format(
            Locale.ROOT,
            "Causal plane of %s, %d x %d%n%n",
            result.layer().name(),
            result.transition().inputs(),
            result.transition().outputs())
        + table().text(ansi)
        + String.format(Locale.ROOT, "%n")
        + joint()
        + reservations()
        + howItWasRead();
  }

  private TextTable table() {
    TextTable table = new TextTable(2, "quantity", "kind", "bits", "error", "ceiling");
    for (Reading reading : result.readings()) {
      table.add(
          !reading.flags().isEmpty(),
          NAMES.getOrDefault(reading.metric(), reading.metric().meterName()),
          reading.labels().getOrDefault("kind", ""),
          TextTable.number(reading.value()),
          TextTable.number(reading.uncertainty().standardError()),
          TextTable.number(reading.uncertainty().ceiling()));
    }
    return table;
  }

  /** Flags of all quantities in words; that of the joint information is said beside its bounds. */
  private String reservations() {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    result.readings().stream()
        .filter(reading -> !"joint".equals(reading.labels().get("kind")))
        .filter(reading -> !reading.metric().equals(CausalMetrics.INTEGRATED_INFORMATION))
        .forEach(reading -> flags.addAll(reading.flags()));
    StringBuilder lines = new StringBuilder();
    for (Flag flag : flags) {
      String words =
          flag == Flag.OUT_OF_RANGE ? options.outOfRange(result.point().units()) : flag.words();
      lines.append(String.format(Locale.ROOT, "%s: %s%n", flag.label(), words));
    }
    return lines.toString();
  }

  private String joint() {
    JointInformation joint = result.point().joint();
    if (joint == null) {
      return "";
    }
    String refused =
        joint.isEstimable()
            ? ""
            : String.format(
                Locale.ROOT,
                "joint: not estimable, %s%n",
                joint.estimate().flags().stream()
                    .map(Flag::words)
                    .collect(Collectors.joining("; ")));
    String bounds = "joint: between %s and %s bits%n";
    return refused
        + String.format(
            Locale.ROOT, bounds, TextTable.number(joint.lower()), TextTable.number(joint.upper()));
  }

  private String howItWasRead() {
    String edges =
        options.perEdge() ? String.format(Locale.ROOT, "edges: printed with --json%n") : "";
    return edges + options.words(result.transition().outputRange(), result.activation());
  }
}
