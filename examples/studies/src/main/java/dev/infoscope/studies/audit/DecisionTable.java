// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** For each kind of activation, width and number of rows the estimator with the smallest error. */
final class DecisionTable {
  /** What the page opens with. */
  private static final String SHOWN = "pairwise relative:0.1";

  private static final Comparator<Map.Entry<Cell, List<AuditRow>>> ORDER =
      Comparator.comparing((Map.Entry<Cell, List<AuditRow>> each) -> each.getKey().family())
          .thenComparingInt(each -> each.getKey().units())
          .thenComparingInt(each -> each.getKey().rows());

  private DecisionTable() {}

  private record Cell(String family, int units, int rows) {}

  /** An estimator over the tasks of a cell. */
  private record Candidate(String estimator, double error, double most) {
    static Candidate of(String estimator, List<AuditRow> rows) {
      double most = rows.stream().mapToDouble(AuditRow::rmse).max().orElse(Double.NaN);
      return new Candidate(estimator, AuditRow.rmse(rows), most);
    }

    String words() {
      return String.format(Locale.ROOT, "%s | %.2f (%.2f)", estimator, error, most);
    }
  }

  /**
   * For each width and number of rows the estimator of the command line whose error is smallest
   * where it is largest among the kinds of activation, and its errors: what to take without knowing
   * the kind.
   */
  static List<String> byWidth(List<AuditRow> rows) {
    List<AuditRow> dependent =
        rows.stream()
            .filter(row -> !row.isSilent() && ErrorTable.isOffered(row.estimator()))
            .toList();
    List<String> families = dependent.stream().map(AuditRow::family).distinct().toList();
    List<String> lines = new ArrayList<>();
    if (families.size() > 1) {
      lines.add("");
      lines.add("**Estimator with the smallest error, whatever the activation**");
      lines.add("");
      lines.add("| units | rows | estimator | " + String.join(" | ", families) + " |");
      lines.add("|---|---|---|" + "---|".repeat(families.size()));
      AuditReport.by(dependent, row -> new Cell("", row.units(), row.rows())).entrySet().stream()
          .sorted(ORDER)
          .forEach(each -> lines.add(line(each.getKey(), each.getValue(), families)));
    }
    return lines;
  }

  private static String line(Cell cell, List<AuditRow> rows, List<String> families) {
    String best = "-";
    double[] least = {Double.POSITIVE_INFINITY};
    for (Map.Entry<String, List<AuditRow>> each :
        AuditReport.by(rows, AuditRow::estimator).entrySet()) {
      double[] errors = errors(each.getValue(), families);
      double most = Arrays.stream(errors).max().orElse(Double.NaN);
      if (most < Arrays.stream(least).max().orElse(Double.NaN)) {
        best = each.getKey();
        least = errors;
      }
    }
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "| %d | %,d | %s |", cell.units(), cell.rows(), best));
    for (double error : least) {
      line.append(String.format(Locale.ROOT, " %.2f |", error));
    }
    return line.toString();
  }

  /** Root mean square over the tasks of each kind; {@code NaN}, the most, where there is none. */
  private static double[] errors(List<AuditRow> rows, List<String> families) {
    return families.stream()
        .mapToDouble(
            family ->
                AuditRow.rmse(rows.stream().filter(row -> row.family().equals(family)).toList()))
        .toArray();
  }

  /** Title and table; of no rows nothing. */
  static List<String> byKind(List<AuditRow> rows) {
    List<String> lines = new ArrayList<>();
    List<AuditRow> dependent = rows.stream().filter(row -> !row.isSilent()).toList();
    if (dependent.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add("**Estimator with the smallest error, by kind of activation**");
    lines.add("");
    lines.add(
        "| activation | units | rows | first | its error (most) | second | its error (most) |"
            + " pairwise relative:0.1 (most) |");
    lines.add("|---|---|---|---|---|---|---|---|");
    Map<Cell, List<AuditRow>> cells =
        AuditReport.by(dependent, row -> new Cell(row.family(), row.units(), row.rows()));
    cells.entrySet().stream()
        .sorted(ORDER)
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
