// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.TwoMeans;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of single units become codes. Edges that come from data are found per unit, and
 * frozen by whoever compares epochs.
 *
 * @param kind the rule
 * @param bins number of codes wanted, |T|; 2 for one bit
 * @param threshold for {@link Kind#THRESHOLD}; otherwise 0
 */
public record UnitRule(Kind kind, int bins, double threshold) {
  /** The rules. */
  public enum Kind {
    /** One bit by the activation function: above 0.5 where it goes from 0 to 1, else above 0. */
    ACTIVATION,
    /** One bit by a given threshold. */
    THRESHOLD,
    /** Bins of equal mass. */
    QUANTILE,
    /** One bit by exact 2-means. */
    TWO_MEANS,
    /** Equal width over the activation's range, or the unit's own where that is unbounded. */
    LEVELS
  }

  /** Checks bins and threshold. */
  public UnitRule {
    Require.atLeast("bins", bins, 2);
    Require.that(Double.isFinite(threshold), "threshold (%s) must be finite", threshold);
  }

  /**
   * One bit by the activation function: sigmoid above 0.5, tanh and rectifier above 0. The default.
   *
   * @return the rule
   */
  public static UnitRule oneBit() {
    return new UnitRule(Kind.ACTIVATION, 2, 0);
  }

  /**
   * One bit by a given threshold.
   *
   * @param threshold values strictly above it have code 1
   * @return the rule
   */
  public static UnitRule threshold(double threshold) {
    return new UnitRule(Kind.THRESHOLD, 2, threshold);
  }

  /**
   * Bins of equal mass per unit; equal values share a bin, so there may be fewer.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static UnitRule quantile(int bins) {
    return new UnitRule(Kind.QUANTILE, bins, 0);
  }

  /**
   * One bit per unit, split where the two groups are tightest.
   *
   * @return the rule
   */
  public static UnitRule twoMeans() {
    return new UnitRule(Kind.TWO_MEANS, 2, 0);
  }

  /**
   * Bins of equal width.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static UnitRule levels(int bins) {
    return new UnitRule(Kind.LEVELS, bins, 0);
  }

  /**
   * Finds the edges of a layer's units.
   *
   * @param range values the activation function can take; null when unbounded or unknown
   * @param activations values of the layer, {@code [examples x units]}; looked at only if {@link
   *     #needsData}, and then at least one row, all finite
   * @return the edges; a unit that is constant has all its values in one bin
   */
  public UnitEdges edges(@Nullable Range range, Activations activations) {
    int units = activations.units();
    if (kind == Kind.THRESHOLD || kind == Kind.ACTIVATION) {
      boolean unit = range != null && range.low() == 0 && range.high() == 1;
      return UnitEdges.threshold(kind == Kind.ACTIVATION && unit ? 0.5 : threshold, units);
    }
    double[][] edges = new double[units][];
    if (kind == Kind.LEVELS && range != null) {
      Arrays.fill(edges, levels(range.low(), range.high()));
    } else {
      double[][] columns = columns(activations);
      Arrays.setAll(edges, unit -> edges(columns[unit]));
    }
    return UnitEdges.of(edges);
  }

  private double[] edges(double[] values) {
    if (kind == Kind.TWO_MEANS) {
      return new double[] {TwoMeans.threshold(values)};
    }
    Arrays.sort(values);
    return kind == Kind.QUANTILE ? quantiles(values) : levels(values[0], values[values.length - 1]);
  }

  private double[] quantiles(double[] sorted) {
    double[] edges = new double[bins - 1];
    int count = 0;
    for (int k = 1; k < bins; k++) {
      int last = (int) (((long) k * sorted.length + bins - 1) / bins) - 1;
      double edge = sorted[last];
      boolean splits = edge < sorted[sorted.length - 1];
      if (splits && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    return count == 0 ? new double[] {sorted[0]} : Arrays.copyOf(edges, count);
  }

  private double[] levels(double low, double high) {
    double[] edges = new double[bins - 1];
    for (int k = 1; k < bins; k++) {
      edges[k - 1] = low + (high - low) * k / bins;
    }
    boolean ascend = low < edges[0] && edges[bins - 2] < high;
    for (int k = 1; ascend && k < edges.length; k++) {
      ascend = edges[k] > edges[k - 1];
    }
    return ascend ? edges : new double[] {high};
  }

  private static double[][] columns(Activations activations) {
    Require.atLeast("examples", activations.examples(), 1);
    double[][] columns = new double[activations.units()][activations.examples()];
    double[] row = new double[columns.length];
    for (int i = 0; i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        columns[unit][i] = row[unit];
      }
    }
    return columns;
  }

  /**
   * Whether the edges come from the data, and so have to be frozen to compare epochs.
   *
   * @param layer which layer
   * @return whether a constant first snapshot would give useless edges
   */
  public boolean needsData(Layer layer) {
    return switch (kind) {
      case ACTIVATION, THRESHOLD -> false;
      case QUANTILE, TWO_MEANS -> true;
      case LEVELS -> layer.range() == null;
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ACTIVATION -> "1bit";
      case THRESHOLD -> "1bit:" + threshold;
      case TWO_MEANS -> "2means";
      case QUANTILE, LEVELS -> kind.name().toLowerCase(Locale.ROOT) + ":" + bins;
    };
  }
}
