// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often an estimator of a layer is the nearest to the truth, and which ones another is never
 * farther off than, whatever the kind of activation, units, classes and rows.
 */
final class DominanceTable {
  private DominanceTable() {}

  private record Cell(String family, int units, int classes, int rows) {
    static Cell of(AuditRow row) {
      return new Cell(row.family(), row.units(), row.others(), row.rows());
    }
  }

  /** Title and table; of no rows nothing. */
  static List<String> of(List<AuditRow> rows) {
    Map<String, Map<Cell, Double>> errors = errors(rows);
    List<String> lines = new ArrayList<>();
    if (!errors.isEmpty()) {
      lines.addAll(List.of("", "**How often an estimator is the nearest**", ""));
      lines.add("| estimator | nearest in | never nearer than |");
      lines.add("|---|---|---|");
      errors.forEach((name, own) -> lines.add(line(name, own, errors)));
    }
    return lines;
  }

  /** Root mean square over the tasks of a cell, of what the command line offers. */
  private static Map<String, Map<Cell, Double>> errors(List<AuditRow> rows) {
    List<AuditRow> offered =
        rows.stream()
            .filter(row -> !row.isSilent() && ErrorTable.isOffered(row.estimator()))
            .filter(row -> row.seeds() > 0)
            .toList();
    Map<String, Map<Cell, Double>> errors = new LinkedHashMap<>();
    AuditReport.by(offered, AuditRow::estimator)
        .forEach(
            (name, own) -> {
              Map<Cell, Double> cells = new LinkedHashMap<>();
              AuditReport.by(own, Cell::of)
                  .forEach((cell, few) -> cells.put(cell, AuditRow.rmse(few)));
              errors.put(name, cells);
            });
    return errors;
  }

  private static String line(
      String name, Map<Cell, Double> own, Map<String, Map<Cell, Double>> errors) {
    long nearest =
        own.keySet().stream()
            .filter(
                cell ->
                    errors.values().stream().noneMatch(other -> at(other, cell) < at(own, cell)))
            .count();
    String better =
        errors.entrySet().stream()
            .filter(
                other -> !other.getKey().equals(name) && isNowhereFarther(other.getValue(), own))
            .min(Comparator.comparingDouble(other -> sum(own, other.getValue())))
            .map(Map.Entry::getKey)
            .orElse("-");
    return String.format(Locale.ROOT, "| %s | %d of %d | %s |", name, nearest, own.size(), better);
  }

  private static boolean isNowhereFarther(Map<Cell, Double> other, Map<Cell, Double> own) {
    return own.keySet().stream().allMatch(cell -> at(other, cell) <= at(own, cell));
  }

  private static double sum(Map<Cell, Double> cells, Map<Cell, Double> errors) {
    return cells.keySet().stream().mapToDouble(cell -> at(errors, cell)).sum();
  }

  private static double at(Map<Cell, Double> errors, Cell cell) {
    return errors.getOrDefault(cell, Double.POSITIVE_INFINITY);
  }
}
