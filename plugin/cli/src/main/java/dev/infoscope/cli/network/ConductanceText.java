// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.TextTable;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.MoreSteps;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerConductance;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** Both planes as a table for people, and how complete the conductances are. */
final class ConductanceText {
  private final ConductanceStudy study;
  private final ConductanceRequest request;

  ConductanceText(ConductanceStudy study, ConductanceRequest request) {
    this.study = study;
    this.request = request;
  }

  String text(Ansi ansi) {
    Set<Flag> flags = new TreeSet<>();
    TextTable table = table(flags);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Conductance plane, in bits: %d rows%s%n%n",
            study.snapshot().examples(),
            how()));
    text.append(table.text(ansi)).append(System.lineSeparator());
    flags.forEach(flag -> text.append(inWords(flag)).append(System.lineSeparator()));
    study.found().layers().forEach(layer -> text.append(completeness(layer)));
    return text.toString();
  }

  /** A row per layer and signal; adds the flags that the rows have. */
  private TextTable table(Set<Flag> flags) {
    TextTable table =
        new TextTable(3, "layer", "signal", "estimator", "I(X;.)", "I(.;Y)", "null", "ITE");
    for (Reading reading : study.readings()) {
      if (reading.metric().equals(PlaneMetrics.INPUT) && reading.layer() != null) {
        Reading efficiency = beside(reading, PlaneMetrics.EFFICIENCY);
        flags.addAll(efficiency.flags());
        add(table, reading.layer(), reading, efficiency);
      }
    }
    return table;
  }

  private void add(TextTable table, Layer layer, Reading input, Reading efficiency) {
    table.add(
        efficiency.flags().contains(Flag.SATURATED),
        layer.name(),
        input.labels().getOrDefault("signal", ""),
        input.labels().getOrDefault("estimator", ""),
        TextTable.number(input.value()),
        TextTable.number(beside(input, PlaneMetrics.LABEL).value()),
        TextTable.number(beside(input, PlaneMetrics.LABEL_NULL).value()),
        TextTable.number(efficiency.value()));
  }

  private String how() {
    return request.rule().isPath()
        ? String.format(
            Locale.ROOT,
            " towards %s, %s, %d steps",
            study.found().towards(),
            request.rule(),
            request.steps())
        : ", Jacobian times input";
  }

  private Reading beside(Reading reading, Metric metric) {
    Map<String, String> labels = reading.labels();
    return study.readings().stream()
        .filter(other -> other.metric().equals(metric) && other.labels().equals(labels))
        .filter(other -> other.layer() != null && other.layer().index() == index(reading))
        .findFirst()
        .orElseThrow();
  }

  private static int index(Reading reading) {
    return reading.layer() == null ? -1 : reading.layer().index();
  }

  private String completeness(LayerConductance layer) {
    Completeness complete = Completeness.of(layer, study.found());
    if (complete.hasNoChange()) {
      return String.format(
          Locale.ROOT,
          "completeness of %s: %.3g logits at most; no share, since no logit changes%n",
          layer.layer().name(),
          complete.absolute());
    }
    if (Double.isNaN(complete.mean())) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "completeness of %s: %.3g logits at most, %.3g %% of the change%s%n",
        layer.layer().name(),
        complete.absolute(),
        100 * complete.mean(),
        warning(complete, layer.errors().length));
  }

  private static String warning(Completeness complete, int examples) {
    MoreSteps verdict = complete.moreSteps();
    if (complete.above() == 0 || verdict == MoreSteps.ONE_EXAMPLE) {
      return verdict == MoreSteps.NOT_NEEDED ? "" : "; " + verdict.words();
    }
    return String.format(
        Locale.ROOT,
        "; %s: %d of %d examples above 1 %%",
        verdict == MoreSteps.NOT_NEEDED ? "worst examples" : verdict.words(),
        complete.above(),
        examples);
  }

  /** Some words begin with the flag's name. */
  private static String inWords(Flag flag) {
    return flag.words().startsWith(flag.label())
        ? flag.words()
        : flag.label() + ": " + flag.words();
  }
}
