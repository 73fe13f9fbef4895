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
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The audit: for each estimator of I(T;Y) the error on layers whose information is known, by
 * setting, number of units, classes and rows. The study {@code audit} writes it ({@code
 * src/site/audit.md}).
 *
 * <p>A reading is beyond the audit where nothing like it was audited, or where the error is above
 * {@value #MOST} of the entropy of the label on some kind of activation that the layer may have:
 *
 * <pre>{@code
 * error / log2(C audited)  >  MOST * H(Y) / log2(C read)
 * }</pre>
 *
 * <p>Layers of saturated activations have rows of their own, which count where the {@link
 * LayerShape} of a layer is saturated or not known.
 *
 * <p>Setting, units, classes and rows have to lie within what was audited; only more rows than were
 * audited are no reason. Between two audited values the larger error of the two counts, since
 * errors first fall and then rise, if they do both: few bins are too coarse and many are too fine.
 * Audited classes are equally frequent; of others H(Y) is less, and so is the limit.
 */
public final class AuditedErrors {
  /** Error as a share of the entropy of the label; beyond it a reading says little. */
  public static final double MOST = 0.25;

  /** The kind of activation that is told from the others by its values. */
  public static final String SATURATED = "saturated";

  private static final double EVEN = 0.99; // share of log2 of the number of classes

  private static final String NAMES = "estimator,units,classes,rows,kind,error";
  private static final AuditedErrors OWN = parse(resource());

  /**
   * One line.
   *
   * @param estimator and its setting, as in {@code pairwise relative:0.1}
   * @param units of the layer
   * @param classes of the label, equally frequent
   * @param rows examples
   * @param kind of activation on which the error is largest
   * @param error root mean square over samples, of the kind and amount of information where it is
   *     largest, bits
   */
  public record Row(String estimator, int units, int classes, int rows, String kind, double error) {
    private static Row of(String line) {
      String[] cells = line.split(",", -1);
      Require.that(cells.length == 6, "line of the audit (%s) must have 6 cells", line);
      return new Row(
          cells[0],
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          Integer.parseInt(cells[3]),
          cells[4],
          Double.parseDouble(cells[5]));
    }

    /**
     * As a line of the table.
     *
     * @return cells with commas
     */
    public String line() {
      return String.format(
          Locale.ROOT, "%s,%d,%d,%d,%s,%.3f", estimator, units, classes, rows, kind, error);
    }

    private double amount() {
      return AuditedSetting.of(estimator).amount();
    }

    /** Of what the label holds. */
    private double share() {
      return error / Bits.log2(classes);
    }

    private String words() {
      return String.format(
          Locale.ROOT,
          "%s, %s, %d classes, %,d rows: error %.2f of %.2f bits, %.1f %%",
          kind,
          unitWords(units),
          classes,
          rows,
          error,
          Bits.log2(classes),
          100 * share());
    }
  }

  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private AuditedErrors(List<Row> all) {
    for (Row row : all) {
      String estimator = AuditedSetting.of(row.estimator()).estimator();
      rows.computeIfAbsent(estimator, fresh -> new ArrayList<>()).add(row);
    }
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
   * Why a reading is beyond the audit.
   *
   * @param setting how it was read
   * @param layer what was read
   * @param examples how many
   * @return what was audited and what came of it; empty where the reading is not beyond it, and
   *     where no unit varies or no label does, since nothing is estimated then
   */
  public String beyond(AuditedSetting setting, AuditedLayer layer, long examples) {
    if (layer.isTrivial()) {
      return "";
    }
    List<Row> own =
        rows.getOrDefault(setting.estimator(), List.of()).stream()
            .filter(row -> layer.mayBeSaturated() || !row.kind().equals(SATURATED))
            .toList();
    if (own.isEmpty()) {
      return setting.words() + ": not audited" + insteadOf(setting.estimator());
    }
    List<Row> like =
        Double.isNaN(setting.amount()) ? own : enclosing(own, Row::amount, setting.amount());
    if (like.isEmpty()) {
      return setting.words() + ": audited " + audited(own);
    }
    Optional<Row> worst = worst(enclosing(like, Row::units, layer.units()), layer, examples);
    return worst.isEmpty()
        ? outside(setting, like, layer, examples)
        : judged(setting, worst.get(), layer);
  }

  /** What was audited of the estimator under other kinds of setting. */
  private String insteadOf(String estimator) {
    String name = estimator.split(" ", 2)[0];
    List<String> audited =
        rows.entrySet().stream()
            .filter(each -> each.getKey().split(" ", 2)[0].equals(name))
            .map(each -> settings(each.getValue()))
            .toList();
    return audited.isEmpty() ? "" : ", unlike " + String.join("; ", audited);
  }

  /** The row that tells most against a reading, among those that are nearest on either side. */
  private static Optional<Row> worst(List<Row> wide, AuditedLayer layer, long examples) {
    Map<List<Object>, List<Row>> sizes = // of which not all have as many rows
        enclosing(wide, Row::classes, layer.classes()).stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.estimator(), row.units(), row.classes()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return sizes.values().stream()
        .flatMap(own -> enclosing(own, Row::rows, Math.min(examples, mostRows(own))).stream())
        .max(Comparator.comparingDouble(Row::share));
  }

  private static int mostRows(List<Row> own) {
    return own.stream().mapToInt(Row::rows).max().orElse(0);
  }

  /** Those whose value is the nearest below and above, or the same; none if all are on one side. */
  private static List<Row> enclosing(List<Row> own, ToDoubleFunction<Row> value, double here) {
    double below =
        own.stream().mapToDouble(value).filter(each -> each <= here).max().orElse(Double.NaN);
    double above =
        own.stream().mapToDouble(value).filter(each -> each >= here).min().orElse(Double.NaN);
    boolean inside = below <= above;
    return own.stream()
        .filter(row -> inside)
        .filter(row -> value.applyAsDouble(row) == below || value.applyAsDouble(row) == above)
        .toList();
  }

  private static String judged(AuditedSetting setting, Row row, AuditedLayer layer) {
    double evenness = layer.evenness();
    if (row.share() <= MOST * evenness) {
      return "";
    }
    String same = setting.words().equals(row.estimator()) ? "" : row.estimator() + ", ";
    String limit = String.format(Locale.ROOT, "the limit is %.3g %%", 100 * MOST * evenness);
    boolean crowded = layer.shape() != null && row.kind().equals(SATURATED);
    return setting.words()
        + (crowded ? " of values that crowd at an end" : "")
        + ", judged by "
        + same
        + row.words()
        + "; "
        + limit
        + (evenness < EVEN ? uneven(evenness) : "");
  }

  private static String uneven(double evenness) {
    return String.format(
        Locale.ROOT,
        " here, since classes are uneven and H(Y) is %.3g %% of that of even ones",
        100 * evenness);
  }

  private static String outside(
      AuditedSetting setting, List<Row> own, AuditedLayer layer, long examples) {
    return String.format(
        Locale.ROOT,
        "%s: audited up to %s and %d classes, from %d rows on; here %s, %d classes, %,d rows",
        setting.words(),
        unitWords(own.stream().mapToInt(Row::units).max().orElseThrow()),
        own.stream().mapToInt(Row::classes).max().orElseThrow(),
        own.stream().mapToInt(Row::rows).min().orElseThrow(),
        unitWords(layer.units()) + (layer.units() < layer.width() ? " that vary" : ""),
        layer.classes(),
        examples);
  }

  private static String audited(List<Row> own) {
    String names = settings(own);
    return names.contains(" to ") ? "from " + names : "as " + names + " only";
  }

  /** From the smallest to the largest. */
  private static String settings(List<Row> own) {
    List<String> names =
        own.stream()
            .sorted(Comparator.comparingDouble(Row::amount))
            .map(Row::estimator)
            .distinct()
            .toList();
    String first = names.get(0);
    String last = names.get(names.size() - 1);
    return first.equals(last) ? first : first + " to " + last;
  }

  private static String unitWords(int count) {
    return String.format(Locale.ROOT, "%,d unit%s", count, count == 1 ? "" : "s");
  }
}
