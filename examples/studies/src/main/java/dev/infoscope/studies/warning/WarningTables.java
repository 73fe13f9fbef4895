// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.FaultKind;
import dev.infoscope.studies.faults.RunSeries;
import dev.infoscope.studies.warning.Quantity.Owner;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the judges found, as tables in Markdown. */
final class WarningTables {
  private static final double MOST = 0.5; // of the runs of a kind

  private final Halves halves;
  private final Panel panel;
  private final PrintStream out;
  private final Calibrated baseline;

  WarningTables(Halves halves, Panel panel, PrintStream out) {
    this.halves = halves;
    this.panel = panel;
    this.out = out;
    this.baseline = panel.of(Panel.LOSS_AND_ACCURACY);
  }

  private void line(String template, Object... values) {
    out.printf(Locale.ROOT, template + "%n", values);
  }

  /** Share detected and middle delay of every judge on every kind. */
  void faultByJudge() {
    List<FaultKind> kinds = halves.kinds();
    line("%n| judge | threshold | false alarms | %s |", labels(kinds));
    line("|---|---|---|%s", "---|".repeat(kinds.size()));
    List<Calibrated> judges = new ArrayList<>(panel.of(Owner.ANYBODY));
    judges.add(baseline);
    judges.add(panel.of(Panel.ANYBODY));
    judges.addAll(panel.of(Owner.INFOSCOPE));
    judges.add(panel.of(Panel.OURS));
    judges.add(panel.of(Panel.EVERYTHING));
    for (Calibrated judge : judges) {
      line(
          "| %s | %.2f | %s | %s |",
          judge.judge().name().replace('_', ' '),
          judge.threshold(),
          falseAlarms(judge),
          cells(judge, kinds));
    }
  }

  private static String labels(List<FaultKind> kinds) {
    return kinds.stream()
        .map(kind -> kind.label().replace('_', ' '))
        .collect(Collectors.joining(" | "));
  }

  private String cells(Calibrated judge, List<FaultKind> kinds) {
    return kinds.stream()
        .map(kind -> cell(Leads.of(judge, baseline, halves.of(kind))))
        .collect(Collectors.joining(" | "));
  }

  static String cell(Leads leads) {
    return leads.found() < MOST
        ? String.format(Locale.ROOT, "%.0f %%", 100 * leads.found())
        : String.format(Locale.ROOT, "%.0f %%, %.1f", 100 * leads.found(), leads.delay());
  }

  /** Per 1,000 judged epochs of the healthy runs that no threshold was taken from. */
  private String falseAlarms(Calibrated judge) {
    return String.format(Locale.ROOT, "%.1f", rate(judge, halves.healthy()));
  }

  static double rate(Calibrated judge, List<RunSeries> healthy) {
    return 1000.0 * judge.alarms(healthy) / Math.max(1, Calibrated.judgedEpochs(healthy));
  }

  /** Who is first, and by how much. */
  void leads() {
    line(
        "%n| fault | all of ours | earlier in | first of all | lead of the first of ours | first of"
            + " ours |");
    line("|---|---|---|---|---|---|");
    for (FaultKind kind : halves.kinds()) {
      List<RunSeries> runs = halves.of(kind);
      Leads ours = Leads.of(panel.of(Panel.OURS), baseline, runs);
      Calibrated best = first(Owner.INFOSCOPE, runs);
      Leads lead = Leads.of(best, baseline, runs);
      line(
          "| %s%s | %s | %.0f %% | %s | %s | %s |",
          kind.label().replace('_', ' '),
          kind.isCreeping() ? "" : " (sudden)",
          ours.lead(),
          100 * ours.earlier(),
          firstOfAll(runs).map(name -> name.replace('_', ' ')).orElse("nothing"),
          lead.lead(),
          best.judge().name().replace('_', ' '));
    }
  }

  private Calibrated first(Owner owner, List<RunSeries> runs) {
    return panel.of(owner).stream()
        .max(Comparator.comparingDouble(judge -> Leads.of(judge, baseline, runs).lead().mean()))
        .orElseThrow();
  }

  /** Of single quantities, if it finds at least half. */
  private Optional<String> firstOfAll(List<RunSeries> runs) {
    List<Calibrated> all = new ArrayList<>(panel.of(Owner.ANYBODY));
    all.addAll(panel.of(Owner.INFOSCOPE));
    return all.stream()
        .filter(judge -> Leads.of(judge, baseline, runs).found() >= MOST)
        .max(Comparator.comparingDouble(judge -> Leads.of(judge, baseline, runs).lead().mean()))
        .map(judge -> judge.judge().name());
  }

  /** Alerts as they are shipped, on all healthy runs and on the faulty ones. */
  void shipped() {
    List<FaultKind> kinds = halves.kinds();
    List<RunSeries> healthy = new ArrayList<>(halves.calibration());
    healthy.addAll(halves.healthy());
    line("%n| alert | false alarms | %s |", labels(kinds));
    line("|---|---|%s", "---|".repeat(kinds.size()));
    for (Calibrated alert : ShippedAlerts.all()) {
      line("| %s | %.1f | %s |", alert.judge().name(), rate(alert, healthy), cells(alert, kinds));
    }
  }

  /** Whether the layer that alerts first is the faulty one. */
  void localisation() {
    line("%n| fault | runs with an alarm | its layer | its layer or one beside it | by chance |");
    line("|---|---|---|---|---|");
    for (FaultKind kind : halves.kinds()) {
      if (kind.isInLayer()) {
        Localisation found =
            Localisation.of(halves.of(kind), Quantity.OURS, panel, panel.of(Panel.OURS));
        line(
            "| %s | %d of %d | %d | %d | %.1f |",
            kind.label().replace('_', ' '),
            found.runs(),
            halves.of(kind).size(),
            found.hits(),
            found.near(),
            found.chance());
      }
    }
  }

  /** One line of the comparison of detectors. */
  void detector() {
    List<FaultKind> creeping = halves.kinds().stream().filter(FaultKind::isCreeping).toList();
    List<RunSeries> runs = creeping.stream().flatMap(kind -> halves.of(kind).stream()).toList();
    Calibrated ours = panel.of(Panel.OURS);
    line(
        "| %s | %s | %s | %s | %s | %s | %d of %d | %d |",
        panel.detector().label(),
        cell(Leads.of(baseline, baseline, runs)),
        cell(Leads.of(panel.of(Panel.ANYBODY), baseline, runs)),
        cell(Leads.of(ours, baseline, runs)),
        cell(Leads.of(panel.of(Panel.EVERYTHING), baseline, runs)),
        Leads.of(ours, baseline, runs).lead(),
        creeping.stream()
            .filter(kind -> Leads.of(ours, baseline, halves.of(kind)).isEarlier())
            .count(),
        creeping.size(),
        creeping.stream()
            .filter(kind -> Leads.of(ours, baseline, halves.of(kind)).isLater())
            .count());
  }

  /** Head of the comparison of detectors. */
  static void detectors(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n| detector | %s | %s | %s | %s | lead of ours | kinds earlier | kinds later |%n"
            + "|---|---|---|---|---|---|---|---|%n",
        Panel.LOSS_AND_ACCURACY,
        Panel.ANYBODY,
        Panel.OURS,
        Panel.EVERYTHING);
  }
}
