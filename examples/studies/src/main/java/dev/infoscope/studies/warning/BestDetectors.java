// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.FaultKind;
import dev.infoscope.studies.faults.RunSeries;
import dev.infoscope.studies.warning.Choice.Chosen;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The best of each side against each other, on runs that nothing was chosen by. */
final class BestDetectors {
  private final Halves halves;
  private final Choice choice;
  private final PrintStream out;

  BestDetectors(Halves halves, List<Panel> panels, PrintStream out) {
    this.halves = halves;
    this.choice = new Choice(halves, panels);
    this.out = out;
  }

  void print() {
    Chosen loss = choice.group(Panel.LOSS_AND_ACCURACY);
    List<Chosen> others = others();
    line("%n| judge, chosen on odd seeds | detector | false alarms |%n|---|---|---|");
    describe(loss);
    others.forEach(this::describe);
    line(
        "%n| fault, even seeds | A | B | lead of B | C | lead of C | D | lead of D | E | lead of E"
            + " |");
    line("|---|---|%s", "---|---|".repeat(others.size()));
    halves.kinds().forEach(kind -> row(kind, loss, others));
    count(loss, others);
  }

  private List<Chosen> others() {
    return List.of(
        choice.group(Panel.ANYBODY),
        choice.group(Panel.OURS),
        choice.withOurs(List.of()),
        choice.withOurs(List.of("probe_loss", "probe_accuracy")));
  }

  private void row(FaultKind kind, Chosen loss, List<Chosen> others) {
    List<RunSeries> runs = choice.half(kind, 0);
    StringBuilder cells = new StringBuilder();
    for (Chosen each : others) {
      Leads leads = Leads.of(each.judge(), loss.judge(), runs);
      cells.append(WarningTables.cell(leads)).append(" | ").append(leads.lead()).append(" | ");
    }
    String sudden = kind.isCreeping() ? "" : " (sudden)";
    String own = WarningTables.cell(Leads.of(loss.judge(), loss.judge(), runs));
    line("| %s%s | %s | %s", kind.label().replace('_', ' '), sudden, own, cells.toString().strip());
  }

  private void describe(Chosen chosen) {
    line(
        "| %s | %s | %.1f |",
        chosen.judge().judge().name().replace('_', ' '),
        chosen.panel().detector().label(),
        WarningTables.rate(chosen.judge(), halves.healthy()));
  }

  private void count(Chosen loss, List<Chosen> others) {
    List<FaultKind> creeping = halves.kinds().stream().filter(FaultKind::isCreeping).toList();
    for (Chosen each : others) {
      List<Leads> leads =
          creeping.stream()
              .map(kind -> Leads.of(each.judge(), loss.judge(), choice.half(kind, 0)))
              .toList();
      line(
          "%s: earlier in %d, later in %d of %d creeping kinds",
          each.judge().judge().name().replace('_', ' '),
          leads.stream().filter(Leads::isEarlier).count(),
          leads.stream().filter(Leads::isLater).count(),
          creeping.size());
    }
  }

  private void line(String template, Object... values) {
    out.printf(Locale.ROOT, template + "%n", values);
  }
}
