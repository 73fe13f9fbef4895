// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Every estimator over all tasks, as Markdown. */
final class AuditTable {
  private AuditTable() {}

  /** Title and table; of no rows nothing. */
  static List<String> of(String title, List<AuditRow> rows) {
    List<String> lines = new ArrayList<>();
    if (rows.isEmpty()) {
      return lines;
    }
    List<Integer> sizes = rows.stream().map(AuditRow::rows).distinct().sorted().toList();
    lines.add("");
    lines.add("**" + title + "**");
    lines.add("");
    lines.add(head(sizes));
    lines.add("|---|" + "---|".repeat(sizes.size() + 3));
    for (Map.Entry<String, List<AuditRow>> each :
        AuditReport.by(rows, AuditRow::estimator).entrySet()) {
      lines.add(line(each.getKey(), each.getValue(), sizes));
    }
    return lines;
  }

  /**
   * Of every estimator that has nulls how often layers without dependence stand out from them, by
   * width and of all.
   */
  static List<String> falseAlarms(List<AuditRow> rows) {
    List<AuditRow> silent = rows.stream().filter(row -> row.isSilent() && row.nulls() > 0).toList();
    List<String> lines = new ArrayList<>();
    if (!silent.isEmpty()) {
      List<Integer> widths = silent.stream().map(AuditRow::units).distinct().sorted().toList();
      StringBuilder head = new StringBuilder("| estimator |");
      widths.forEach(units -> head.append(units == 1 ? " 1 unit |" : " " + units + " units |"));
      lines.addAll(List.of("", "**False alarms**", "", head + " all |"));
      lines.add("|---|" + "---|".repeat(widths.size() + 1));
      AuditReport.by(silent, AuditRow::estimator)
          .forEach((name, own) -> lines.add(alarms(name, own, widths)));
    }
    return lines;
  }

  private static String alarms(String estimator, List<AuditRow> rows, List<Integer> widths) {
    StringBuilder line = new StringBuilder("| " + estimator + " |");
    for (int units : widths) {
      line.append(above(rows.stream().filter(row -> row.units() == units).toList()));
    }
    return line + above(rows);
  }

  private static String above(List<AuditRow> rows) {
    return share(rows, AuditRow::nulls, AuditRow::aboveNull);
  }

  private static String head(List<Integer> sizes) {
    StringBuilder head = new StringBuilder("| estimator |");
    sizes.forEach(size -> head.append(String.format(Locale.ROOT, " %,d rows |", size)));
    return head + " above null, silent | above null, dependent | saturated |";
  }

  private static String line(String estimator, List<AuditRow> rows, List<Integer> sizes) {
    List<AuditRow> dependent = rows.stream().filter(row -> !row.isSilent()).toList();
    List<AuditRow> silent = rows.stream().filter(AuditRow::isSilent).toList();
    StringBuilder line = new StringBuilder("| " + estimator + " |");
    for (int size : sizes) {
      line.append(errors(dependent.stream().filter(row -> row.rows() == size).toList()));
    }
    line.append(above(silent));
    line.append(above(dependent));
    line.append(share(dependent, AuditRow::seeds, AuditRow::saturated));
    return line.toString();
  }

  /** Medians over the tasks; a star where not all rows were read of some. */
  private static String errors(List<AuditRow> rows) {
    if (rows.isEmpty()) {
      return " - |";
    }
    boolean some = rows.stream().anyMatch(row -> row.read() < row.rows());
    return String.format(
        Locale.ROOT,
        " %+.2f / %.2f%s |",
        Moments.median(rows.stream().mapToDouble(AuditRow::bias).toArray()),
        Moments.median(rows.stream().mapToDouble(AuditRow::rmse).toArray()),
        some ? " *" : "");
  }

  /** A share of all readings that have what it is a share of. */
  private static String share(
      List<AuditRow> rows, ToIntFunction<AuditRow> count, ToDoubleFunction<AuditRow> share) {
    int all = rows.stream().mapToInt(count).sum();
    double held =
        rows.stream()
            .filter(row -> count.applyAsInt(row) > 0)
            .mapToDouble(row -> count.applyAsInt(row) * share.applyAsDouble(row))
            .sum();
    return all == 0
        ? " - |"
        : String.format(Locale.ROOT, " %.1f %% of %,d |", 100 * held / all, all);
  }
}
