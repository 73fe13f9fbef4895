// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** For each kind of activation, width and number of rows the estimator with the smallest error. */
final class DecisionTable {
  /** What the page opens with. */
  private static final String SHOWN = "pairwise relative:0.1";

  private DecisionTable() {}

  private record Cell(String family, int units, int rows) {}

  /** An estimator over the tasks of a cell. */
  private record Candidate(String estimator, double error, double most) {
    static Candidate of(String estimator, List<AuditRow> rows) {
      double[] errors = rows.stream().mapToDouble(AuditRow::rmse).toArray();
      double most = rows.stream().mapToDouble(AuditRow::rmse).max().orElse(Double.NaN);
      return new Candidate(estimator, Moments.of(errors).rootMeanSquare(), most);
    }

    String words() {
      return String.format(Locale.ROOT, "%s | %.2f (%.2f)", estimator, error, most);
    }
  }

  /** Title and table; of no rows nothing. */
  static List<String> of(List<AuditRow> rows) {
    List<String> lines = new ArrayList<>();
    List<AuditRow> dependent = rows.stream().filter(row -> !row.isSilent()).toList();
    if (dependent.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add("**Estimator with the smallest error**");
    lines.add("");
    lines.add(
        "| activation | units | rows | first | its error (most) | second | its error (most) |"
            + " pairwise relative:0.1 (most) |");
    lines.add("|---|---|---|---|---|---|---|---|");
    Map<Cell, List<AuditRow>> cells =
        AuditReport.by(dependent, row -> new Cell(row.family(), row.units(), row.rows()));
    cells.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Cell, List<AuditRow>> each) -> each.getKey().family())
                .thenComparingInt(each -> each.getKey().units())
                .thenComparingInt(each -> each.getKey().rows()))
        .forEach(each -> lines.add(line(each.getKey(), each.getValue())));
    return lines;
  }

  private static String line(Cell cell, List<AuditRow> rows) {
    List<Candidate> candidates =
        AuditReport.by(rows, AuditRow::estimator).entrySet().stream()
            .map(each -> Candidate.of(each.getKey(), each.getValue()))
            .filter(each -> !Double.isNaN(each.error()))
            .sorted(Comparator.comparingDouble(Candidate::error))
            .toList();
    Candidate shown =
        candidates.stream()
            .filter(each -> Objects.equals(each.estimator(), SHOWN))
            .findFirst()
            .orElse(candidates.get(0));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %,d | %s | %s | %.2f (%.2f) |",
        cell.family(),
        cell.units(),
        cell.rows(),
        candidates.get(0).words(),
        candidates.get(Math.min(1, candidates.size() - 1)).words(),
        shown.error(),
        shown.most());
  }
}
