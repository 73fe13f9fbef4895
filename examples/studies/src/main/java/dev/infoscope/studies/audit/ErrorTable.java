// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.AuditedErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What readings are judged by: errors on layers, over samples, of the kind of activation and amount
 * of information where they are largest; saturated layers have lines of their own, since a reading
 * can tell whether its layer is one.
 */
final class ErrorTable {
  /** What {@code measure} offers; corrections and links are read elsewhere. */
  private static final Pattern OFFERED =
      Pattern.compile("binned \\S+|pairwise(-lower)? \\S+|ksg|renyi|usable");

  private static final Comparator<AuditedErrors.Row> ORDER =
      Comparator.comparing(AuditedErrors.Row::estimator)
          .thenComparingInt(AuditedErrors.Row::units)
          .thenComparingInt(AuditedErrors.Row::classes)
          .thenComparingInt(AuditedErrors.Row::rows)
          .thenComparing(AuditedErrors.Row::kind);

  private ErrorTable() {}

  private record Cell(String estimator, int units, int classes, int rows) {
    /** The audit reads {@code renyi} with one noise, which its name does not say. */
    static Cell of(AuditRow row) {
      String name = row.estimator();
      return new Cell(
          name.equals("renyi") ? name + " " + PlaneGroup.NOISE : name,
          row.units(),
          row.others(),
          row.rows());
    }

    Cell ofRows(int count) {
      return new Cell(estimator, units, classes, count);
    }
  }

  static boolean isOffered(String estimator) {
    return OFFERED.matcher(estimator).matches();
  }

  static List<AuditedErrors.Row> of(List<AuditRow> rows) {
    List<AuditRow> offered =
        rows.stream()
            .filter(AuditReport::isLayer)
            .filter(row -> isOffered(row.estimator()) && row.seeds() > 0)
            .toList();
    List<AuditedErrors.Row> errors = new ArrayList<>();
    Map<Cell, List<AuditRow>> cells = AuditReport.by(offered, Cell::of);
    cells.forEach(
        (cell, own) -> {
          if (own.size() == mostTasks(cells, cell)) {
            AuditReport.by(own, ErrorTable::isSaturated)
                .forEach((saturated, alike) -> errors.add(row(cell, alike)));
          }
        });
    return errors.stream().sorted(ORDER).toList();
  }

  private static boolean isSaturated(AuditRow row) {
    return row.family().equals(AuditedErrors.SATURATED);
  }

  /** At any number of rows: a run that was stopped may lack the tasks that are hardest. */
  private static int mostTasks(Map<Cell, List<AuditRow>> cells, Cell like) {
    return cells.entrySet().stream()
        .filter(each -> each.getKey().ofRows(like.rows()).equals(like))
        .mapToInt(each -> each.getValue().size())
        .max()
        .orElse(0);
  }

  private static AuditedErrors.Row row(Cell cell, List<AuditRow> own) {
    AuditRow worst = own.stream().max(Comparator.comparingDouble(AuditRow::rmse)).orElseThrow();
    return new AuditedErrors.Row(
        cell.estimator(), cell.units(), cell.classes(), cell.rows(), worst.family(), worst.rmse());
  }
}
