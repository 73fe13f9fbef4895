// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.estimate.AuditedErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What readings are judged by: errors on layers, over kinds, amounts of information and samples.
 */
final class ErrorTable {
  /** What {@code measure} offers; corrections and links are read elsewhere. */
  private static final Pattern OFFERED =
      Pattern.compile("binned \\S+|pairwise(-lower)? \\S+|ksg|renyi|usable");

  private static final Comparator<AuditedErrors.Row> ORDER =
      Comparator.comparing(AuditedErrors.Row::estimator)
          .thenComparingInt(AuditedErrors.Row::units)
          .thenComparingInt(AuditedErrors.Row::classes)
          .thenComparingInt(AuditedErrors.Row::rows);

  private ErrorTable() {}

  private record Cell(String estimator, int units, int classes, int rows) {
    static Cell of(AuditRow row) {
      return new Cell(row.estimator(), row.units(), row.others(), row.rows());
    }
  }

  static List<AuditedErrors.Row> of(List<AuditRow> rows) {
    List<AuditRow> offered =
        rows.stream()
            .filter(AuditReport::isLayer)
            .filter(row -> OFFERED.matcher(row.estimator()).matches() && row.seeds() > 0)
            .toList();
    List<AuditedErrors.Row> errors = new ArrayList<>();
    AuditReport.by(offered, Cell::of).forEach((cell, own) -> errors.add(row(cell, own)));
    return errors.stream().sorted(ORDER).toList();
  }

  private static AuditedErrors.Row row(Cell cell, List<AuditRow> own) {
    double[] errors = own.stream().mapToDouble(AuditRow::rmse).toArray();
    return new AuditedErrors.Row(
        cell.estimator(),
        cell.units(),
        cell.classes(),
        cell.rows(),
        Moments.of(errors).rootMeanSquare());
  }
}
