// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The audit: for each estimator of I(T;Y) the error on layers whose information is known, by number
 * of units, classes and rows. The study {@code audit} writes it ({@code src/site/audit.md}).
 *
 * <p>A reading is beyond the audit where nothing like it was audited, or where the error is above
 * {@value #MOST} of the entropy of the label. It is held against the audited layer of as many units
 * and classes, or of the next more, and of as many rows, or of the next fewer. More rows than were
 * audited are no reason: errors do not grow with rows. Audited classes are equally frequent; of
 * others the error counts in proportion to how much less the label holds.
 */
public final class AuditedErrors {
  /** Error as a share of the entropy of the label; beyond it a reading says little. */
  public static final double MOST = 0.25;

  private static final double EVEN = 0.99; // share of log2 of the number of classes

  private static final String NAMES = "estimator,units,classes,rows,error";
  private static final AuditedErrors OWN = parse(resource());

  /**
   * One line.
   *
   * @param estimator and its setting, as in {@code pairwise relative:0.1}
   * @param units of the layer
   * @param classes of the label, equally frequent
   * @param rows examples
   * @param error root mean square over kinds of activation, amounts of information and samples,
   *     bits
   */
  public record Row(String estimator, int units, int classes, int rows, double error) {
    private static Row of(String line) {
      String[] cells = line.split(",", -1);
      Require.that(cells.length == 5, "line of the audit (%s) must have 5 cells", line);
      return new Row(
          cells[0],
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          Double.parseDouble(cells[4]));
    }

    /**
     * As a line of the table.
     *
     * @return cells with commas
     */
    public String line() {
      return String.format(Locale.ROOT, "%s,%d,%d,%d,%.3f", estimator, units, classes, rows, error);
    }

    private boolean isTooFarOff(double evenness) {
      return error > MOST * evenness * Bits.log2(classes);
    }

    private String words(double evenness) {
      String row =
          String.format(
              Locale.ROOT,
              "%s, %s, %,d rows, %d classes: error %.2f of %.2f bits",
              estimator,
              unitWords(units),
              rows,
              classes,
              error,
              Bits.log2(classes));
      return evenness < EVEN
          ? row
              + String.format(
                  Locale.ROOT,
                  "; the label here has %.0f %% of what even classes have",
                  100 * evenness)
          : row;
    }
  }

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private AuditedErrors(List<Row> all) {
    all.forEach(row -> rows.computeIfAbsent(row.estimator(), fresh -> new ArrayList<>()).add(row));
  }

  /**
   * The table that comes with the library.
   *
   * @return always the same
   */
  public static AuditedErrors own() {
    return OWN;
  }

  /**
   * Reads a table.
   *
   * @param lines as {@link #lines} writes them; those that begin with {@code #} are remarks
   * @return the table
   * @throws IllegalArgumentException if a line is none of a table
   */
  public static AuditedErrors parse(List<String> lines) {
    List<String> kept = lines.stream().filter(line -> !line.startsWith("#")).toList();
    Require.that(
        !kept.isEmpty() && kept.get(0).equals(NAMES), "the audit must begin with %s", NAMES);
    return new AuditedErrors(kept.stream().skip(1).map(Row::of).toList());
  }

  /**
   * Writes a table.
   *
   * @param remark how it was measured, on one line
   * @param rows its lines
   * @return lines for {@link #parse}
   */
  public static List<String> lines(String remark, List<Row> rows) {
    List<String> lines = new ArrayList<>(List.of("# " + remark, NAMES));
    rows.forEach(row -> lines.add(row.line()));
    return lines;
  }

  private static List<String> resource() {
    try (InputStream in = AuditedErrors.class.getResourceAsStream("audit.csv")) {
      byte[] bytes = Objects.requireNonNull(in, "audit.csv").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The audited setting that is nearest to one that may not have been audited.
   *
   * @param kind begins the names of the estimators to choose from, as in {@code binned quantile:}
   * @param amount that follows, above 0
   * @return a name with the amount nearest in proportion; the kind itself if it was not audited
   */
  public String nearest(String kind, double amount) {
    return rows.keySet().stream()
        .filter(name -> name.startsWith(kind))
        .min(Comparator.comparingDouble(name -> distance(name.substring(kind.length()), amount)))
        .orElse(kind);
  }

  private static double distance(String audited, double amount) {
    double other = Double.parseDouble(audited);
    return other == amount ? 0 : Math.abs(Math.log(other / amount));
  }

  /**
   * Why a reading is beyond the audit.
   *
   * @param estimator and its setting
   * @param units of the layer that vary
   * @param classes that occur
   * @param examples that were read
   * @param labelBits entropy of the label; {@code NaN} stands for equally frequent classes
   * @return what was audited and what came of it; empty where the reading is not beyond it, and
   *     where no unit varies or no label does, since nothing is estimated then
   */
  public String beyond(String estimator, int units, int classes, long examples, double labelBits) {
    if (units < 1 || classes < 2) {
      return "";
    }
    List<Row> own = rows.getOrDefault(estimator, List.of());
    if (own.isEmpty()) {
      return estimator + ": not audited";
    }
    List<Row> fit =
        own.stream()
            .filter(row -> row.units() >= units && row.classes() >= classes)
            .filter(row -> row.rows() <= examples)
            .toList();
    double evenness = Double.isNaN(labelBits) ? 1 : Math.min(1, labelBits / Bits.log2(classes));
    return fit.isEmpty() ? outside(own, units, classes, examples) : judged(fit, evenness);
  }

  /** The fewest units, then the fewest classes, then the most rows. */
  private static String judged(List<Row> fit, double evenness) {
    Row row =
        fit.stream()
            .min(
                Comparator.comparingInt(Row::units)
                    .thenComparingInt(Row::classes)
                    .thenComparing(Comparator.comparingInt(Row::rows).reversed()))
            .orElseThrow();
    return row.isTooFarOff(evenness) ? row.words(evenness) : "";
  }

  private static String outside(List<Row> own, int units, int classes, long examples) {
    return String.format(
        Locale.ROOT,
        "%s: audited up to %s and %d classes, from %d rows on; here %s, %d classes, %,d rows",
        own.get(0).estimator(),
        unitWords(own.stream().mapToInt(Row::units).max().orElseThrow()),
        own.stream().mapToInt(Row::classes).max().orElseThrow(),
        own.stream().mapToInt(Row::rows).min().orElseThrow(),
        unitWords(units),
        classes,
        examples);
  }

  private static String unitWords(int count) {
    return String.format(Locale.ROOT, "%,d unit%s", count, count == 1 ? "" : "s");
  }
}
