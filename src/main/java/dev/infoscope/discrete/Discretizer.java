// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Quantiles;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the bins of a layer are found, for the layer as a whole or unit by unit. Bins are found once,
 * at the first snapshot, and then frozen, so that epochs can be compared; how values become codes
 * is the business of {@link Bins} alone.
 *
 * @param kind the rule
 * @param bins number of bins wanted; for {@link Kind#FLOAT_KEYS} the bits of the mantissa
 * @param range for {@link Kind#FIXED}; for {@link Kind#THRESHOLD} a point; otherwise not looked at
 */
public record Discretizer(Kind kind, int bins, Range range) {
  private static final Range UNIT = new Range(0, 1);
  private static final int GROUP = 64; // units sorted from one pass over the rows

  /** The rules. */
  public enum Kind {
    /** Equal width over the range of the activation function; over the data where unbounded. */
    ACTIVATION_RANGE,
    /** Equal width over smallest to largest value. */
    DATA_RANGE,
    /** Equal width over a given range. */
    FIXED,
    /**
     * Equal mass: edges at the quantiles 1/bins, 2/bins, ... ({@link Quantiles}, type 7). Equal
     * values share a bin, so there may be fewer bins; values that vary get at least two.
     */
    QUANTILE,
    /** One bit by exact 2-means. */
    TWO_MEANS,
    /** One bit by the activation function: above 0.5 where it goes from 0 to 1, else above 0. */
    ACTIVE,
    /** One bit: above a given threshold. */
    THRESHOLD,
    /** Log-spaced, no range needed; a layer as a whole only. */
    FLOAT_KEYS
  }

  /**
   * Checks bins and range.
   *
   * @throws IllegalArgumentException if there are fewer than 2 bins, or more for a rule of one bit,
   *     or not from 0 to 10 bits of the mantissa, or the fixed range is a point
   */
  public Discretizer {
    if (kind == Kind.FLOAT_KEYS) {
      Require.that(bins >= 0 && bins <= 10, "mantissaBits (%d) must be from 0 to 10", bins);
    } else {
      Require.atLeast("bins", bins, 2);
      boolean oneBit = kind == Kind.TWO_MEANS || kind == Kind.ACTIVE || kind == Kind.THRESHOLD;
      Require.that(!oneBit || bins == 2, "bins (%d) must be 2 for %s", bins, kind);
    }
    Require.that(
        kind != Kind.FIXED || !range.isPoint() && Double.isFinite(range.high() - range.low()),
        "range [%s, %s] must be finite with low < high",
        range.low(),
        range.high());
  }

  /**
   * Equal width over the range of the activation function, [-1, 1] for tanh; over the values where
   * that is unbounded.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static Discretizer activationRange(int bins) {
    return new Discretizer(Kind.ACTIVATION_RANGE, bins, UNIT);
  }

  /**
   * Equal width over the values.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static Discretizer dataRange(int bins) {
    return new Discretizer(Kind.DATA_RANGE, bins, UNIT);
  }

  /**
   * Equal width over a given range.
   *
   * @param low lower end
   * @param high upper end, above {@code low}
   * @param bins at least 2
   * @return the rule
   */
  public static Discretizer fixed(double low, double high, int bins) {
    return new Discretizer(Kind.FIXED, bins, new Range(low, high));
  }

  /**
   * Equal mass; pooled over the units of a layer it is the adaptive binning of Chelombiev, Houghton
   * and O'Donnell 2019 (arXiv 1902.09037).
   *
   * @param bins at least 2
   * @return the rule
   */
  public static Discretizer quantile(int bins) {
    return new Discretizer(Kind.QUANTILE, bins, UNIT);
  }

  /**
   * One bit, split where the two groups are tightest ({@link TwoMeans}).
   *
   * @return the rule
   */
  public static Discretizer twoMeans() {
    return new Discretizer(Kind.TWO_MEANS, 2, UNIT);
  }

  /**
   * One bit by the activation function: sigmoid above 0.5, tanh and rectifier above 0.
   *
   * @return the rule
   */
  public static Discretizer active() {
    return new Discretizer(Kind.ACTIVE, 2, UNIT);
  }

  /**
   * One bit by a given threshold.
   *
   * @param threshold values strictly above it have code 1; finite
   * @return the rule
   */
  public static Discretizer threshold(double threshold) {
    return new Discretizer(Kind.THRESHOLD, 2, new Range(threshold, threshold));
  }

  /**
   * Log-spaced bins for activations whose scale is not known and may grow.
   *
   * @param mantissaBits from 0 to 10; relative bin width {@code 2^-mantissaBits}
   * @return the rule
   */
  public static Discretizer floatKeys(int mantissaBits) {
    return new Discretizer(Kind.FLOAT_KEYS, mantissaBits, UNIT);
  }

  /**
   * Finds bins that all units of a layer share.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param values of the layer, {@code [examples x units]}; looked at only if {@link #needsData},
   *     and then at least one row, all finite
   * @return the bins
   * @throws IllegalArgumentException if data are needed and there is none
   */
  public Bins pooled(@Nullable Range known, Activations values) {
    Bins given = withoutData(known);
    if (given != null) {
      return given;
    }
    Require.atLeast("examples", values.examples(), 1);
    if (needsOrder()) {
      double[] all = new double[Math.multiplyExact(values.examples(), values.units())];
      values.copy(0, values.examples(), all);
      Arrays.sort(all);
      return Bins.at(edges(all));
    }
    return over(Require.given("finite values", ValueSummary.of(values).range()));
  }

  /**
   * Finds bins of each unit's own.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param values of the layer, {@code [examples x units]}; looked at only if {@link #needsData},
   *     and then at least one row, all finite
   * @return the bins; a constant unit has all its values in one
   * @throws IllegalArgumentException if data are needed and there is none, or for {@link
   *     Kind#FLOAT_KEYS}
   */
  public Bins perUnit(@Nullable Range known, Activations values) {
    return perUnit(known, values, new ColumnSort());
  }

  /**
   * The same in memory that is used again.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param values of the layer, {@code [examples x units]}
   * @param order where columns are sorted
   * @return the bins; a constant unit has all its values in one
   */
  public Bins perUnit(@Nullable Range known, Activations values, ColumnSort order) {
    Require.that(kind != Kind.FLOAT_KEYS, "%s is for a layer as a whole", this);
    int units = values.units();
    Bins given = withoutData(known);
    if (given != null) {
      return given.forUnits(units);
    }
    Require.atLeast("examples", values.examples(), 1);
    double[][] edges = new double[units][];
    for (int first = 0; first < units; first += GROUP) {
      int[] some = IntStream.range(first, Math.min(first + GROUP, units)).toArray();
      double[][] columns = order.columns(values, some);
      for (int i = 0; i < some.length; i++) {
        Cancellation.check();
        order.sort(columns[i]);
        edges[first + i] = edges(columns[i]);
      }
    }
    return Bins.perUnit(edges, bins);
  }

  /**
   * Finds bins that all units of a layer share, of more rows than are at hand.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param ranges of all rows
   * @param some rows of the layer, from which quantiles and means are found; with all rows the bins
   *     are those of {@link #pooled(Range, Activations)}
   * @return the bins
   * @throws IllegalArgumentException if data are needed and there is none
   */
  public Bins pooled(@Nullable Range known, UnitRanges ranges, Activations some) {
    return needsOrder() || !needsData(known)
        ? pooled(known, some)
        : over(Require.given("finite values", ranges.summary().range()));
  }

  /**
   * Finds bins of each unit's own, of more rows than are at hand.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param ranges of all rows
   * @param some rows of the layer, from which quantiles and means are found; with all rows the bins
   *     are those of {@link #perUnit(Range, Activations)}
   * @return the bins; a constant unit has all its values in one
   * @throws IllegalArgumentException if data are needed and there is none
   */
  public Bins perUnit(@Nullable Range known, UnitRanges ranges, Activations some) {
    return perUnit(known, ranges, some, new ColumnSort());
  }

  /**
   * The same in memory that is used again.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @param ranges of all rows
   * @param some rows of the layer
   * @param order where columns are sorted
   * @return the bins
   */
  public Bins perUnit(
      @Nullable Range known, UnitRanges ranges, Activations some, ColumnSort order) {
    if (needsOrder() || !needsData(known)) {
      return perUnit(known, some, order);
    }
    double[][] edges = new double[ranges.units()][];
    Arrays.setAll(edges, i -> equalWidths(new double[] {ranges.low()[i], ranges.high()[i]}));
    return Bins.perUnit(edges, bins);
  }

  private boolean needsOrder() {
    return kind == Kind.QUANTILE || kind == Kind.TWO_MEANS;
  }

  /**
   * Bins of one unit by its own values, as {@link #pooled} of them, in memory that is used again.
   *
   * @param column values of the unit, at least one, left as they are
   * @param order where they are sorted
   * @return bins
   */
  public Bins ofColumn(double[] column, ColumnSort order) {
    return needsOrder()
        ? Bins.at(edges(order.sorted(column)))
        : pooled(null, Activations.of(column, 1));
  }

  private @Nullable Bins withoutData(@Nullable Range known) {
    return switch (kind) {
      case ACTIVATION_RANGE -> known == null ? null : Bins.over(known, bins);
      case FIXED -> Bins.over(range, bins);
      case THRESHOLD -> Bins.above(range.low());
      case ACTIVE -> Bins.above(known != null && known.equals(UNIT) ? 0.5 : 0);
      case FLOAT_KEYS -> Bins.logSpaced(bins);
      case DATA_RANGE, QUANTILE, TWO_MEANS -> null;
    };
  }

  private Bins over(Range data) {
    return Bins.over(data, bins);
  }

  /** Of ascending values. */
  private double[] edges(double[] values) {
    if (kind == Kind.TWO_MEANS) {
      return TwoMeans.edges(values);
    }
    return kind == Kind.QUANTILE ? quantiles(values) : equalWidths(values);
  }

  private double[] equalWidths(double[] sorted) {
    Range data = new Range(sorted[0], sorted[sorted.length - 1]);
    if (data.isPoint()) {
      return new double[0];
    }
    Bins width = over(data);
    double[] edges = new double[bins - 1];
    Arrays.setAll(edges, i -> width.edge(i, 0));
    return edges;
  }

  private double[] quantiles(double[] sorted) {
    double[] edges = new double[bins - 1];
    int count = 0;
    for (int part = 1; part < bins; part++) {
      double edge = Quantiles.ofSorted(sorted, part, bins);
      if (edge > sorted[0] && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    if (count == 0 && sorted[sorted.length - 1] > sorted[0]) {
      edges[count++] = Arrays.stream(sorted).filter(each -> each > sorted[0]).findFirst().orElse(0);
    }
    return Arrays.copyOf(edges, count);
  }

  /**
   * Whether the rule needs data, so that bins have to be frozen to compare epochs.
   *
   * @param known values the activation function can take; null when unbounded or unknown
   * @return whether a constant first snapshot would give useless bins
   */
  public boolean needsData(@Nullable Range known) {
    return withoutData(known) == null;
  }

  /**
   * The rule as it is written in provenance.
   *
   * @return kind and numbers, as in {@code quantile:8}
   */
  @Override
  public String toString() {
    return switch (kind) {
      case TWO_MEANS -> "2means";
      case ACTIVE -> "1bit";
      case THRESHOLD -> "1bit:" + range.low();
      case FIXED -> String.format(Locale.ROOT, "fixed:%s:%s:%d", range.low(), range.high(), bins);
      case ACTIVATION_RANGE, DATA_RANGE, QUANTILE, FLOAT_KEYS ->
          kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + bins;
    };
  }
}
