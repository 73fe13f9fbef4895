// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One estimator on one task at one number of rows, over the seeds.
 *
 * @param family of the task
 * @param task its name
 * @param units of x, or of the layer
 * @param others units of y, or classes
 * @param truth bits
 * @param estimator its name
 * @param rows drawn
 * @param read rows that were read; fewer where all pairs of them would take too long, and the row
 *     is that of a smaller sample
 * @param seeds that gave a number
 * @param bias mean reading less the truth, bits
 * @param spread standard deviation over the seeds, bits
 * @param rmse root mean square error, bits
 * @param nulls how many readings have a null
 * @param aboveNull share of these that stand out from it
 * @param saturated share of readings that say they are saturated
 * @param seconds mean processor time of a reading with those it shares its work with
 */
record AuditRow(
    String family,
    String task,
    int units,
    int others,
    double truth,
    String estimator,
    int rows,
    int read,
    int seeds,
    double bias,
    double spread,
    double rmse,
    int nulls,
    double aboveNull,
    double saturated,
    double seconds) {
  static final String NAMES =
      "family,task,units,others,truth,estimator,rows,read,seeds,bias,spread,rmse,nulls,"
          + "above_null,saturated,seconds";

  static AuditRow of(
      AuditTask task,
      String estimator,
      int rows,
      int read,
      List<AuditReading> readings,
      double seconds) {
    double[] errors =
        readings.stream()
            .mapToDouble(each -> each.bits() - task.truth())
            .filter(error -> !Double.isNaN(error))
            .toArray();
    Moments moments = Moments.of(errors);
    List<AuditReading> held = readings.stream().filter(each -> each.aboveNull() != null).toList();
    long above = held.stream().filter(each -> Objects.equals(each.aboveNull(), true)).count();
    long saturated = readings.stream().filter(AuditReading::saturated).count();
    return new AuditRow(
        task.family(),
        task.name(),
        task.units(),
        task.others(),
        task.truth(),
        estimator,
        rows,
        read,
        errors.length,
        moments.mean(),
        moments.deviation(),
        moments.rootMeanSquare(),
        held.size(),
        (double) above / held.size(),
        (double) saturated / readings.size(),
        seconds);
  }

  /** The same of more rows, of which no more are read; nulls are not counted twice. */
  AuditRow of(int more) {
    return new AuditRow(
        family,
        task,
        units,
        others,
        truth,
        estimator,
        more,
        read,
        seeds,
        bias,
        spread,
        rmse,
        0,
        Double.NaN,
        saturated,
        seconds);
  }

  /** Root mean square error over some tasks, each as often as the others. */
  static double rmse(Collection<AuditRow> rows) {
    return Moments.of(rows.stream().mapToDouble(AuditRow::rmse).toArray()).rootMeanSquare();
  }

  /** Whether there is nothing to know. */
  boolean isSilent() {
    return truth == 0;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s,\"%s\",%d,%d,%.6f,\"%s\",%d,%d,%d,%.5f,%.5f,%.5f,%d,%.4f,%.4f,%.6f",
        family,
        task,
        units,
        others,
        truth,
        estimator,
        rows,
        read,
        seeds,
        bias,
        spread,
        rmse,
        nulls,
        aboveNull,
        saturated,
        seconds);
  }

  static AuditRow of(String line) {
    Iterator<String> cells = ResourceTable.cells(line).iterator();
    return new AuditRow(
        cells.next(),
        cells.next(),
        whole(cells.next()),
        whole(cells.next()),
        number(cells.next()),
        cells.next(),
        whole(cells.next()),
        whole(cells.next()),
        whole(cells.next()),
        number(cells.next()),
        number(cells.next()),
        number(cells.next()),
        whole(cells.next()),
        number(cells.next()),
        number(cells.next()),
        number(cells.next()));
  }

  private static int whole(String cell) {
    return Integer.parseInt(cell);
  }

  private static double number(String cell) {
    return Double.parseDouble(cell);
  }
}
