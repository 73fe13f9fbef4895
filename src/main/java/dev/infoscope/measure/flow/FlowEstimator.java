// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.neighbours.MixedKsg.Form;
import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.numeric.Require;
import java.util.Locale;

/**
 * How the information of a link is estimated. One estimator for a run: values of two are no more
 * comparable than metres and feet.
 *
 * @param kind which estimator
 * @param neighbours k of the nearest-neighbour estimators, at least 1
 * @param scale to what units are brought before neighbours are looked for
 * @param jitter noise against ties, as a share of a unit's standard deviation, at least 0
 * @param bins of every unit for {@link Kind#BINNED}, 2 to 128
 * @param equalMass whether bins are quantiles of the unit rather than of equal width over its range
 * @param corrected whether the bias of {@link Kind#BINNED} is taken off to first order, as Miller
 *     and Madow do
 */
public record FlowEstimator(
    Kind kind,
    int neighbours,
    Scale scale,
    double jitter,
    int bins,
    boolean equalMass,
    boolean corrected) {
  private static final int MOST_BINS = 128;

  /** The estimators. */
  public enum Kind {
    /** Mixed nearest neighbours as in the code of Gao et al. 2017. */
    KSG("ksg"),
    /** Mixed nearest neighbours as equation 6 of the paper is printed; biased low. */
    KSG_PRINTED("ksg-printed"),
    /** Plug-in over bins of each unit. */
    BINNED("binned");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /**
     * The name as a label value.
     *
     * @return lower case with hyphens
     */
    public String label() {
      return label;
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public FlowEstimator {
    Require.atLeast("neighbours", neighbours, 1);
    Require.that(
        jitter >= 0 && Double.isFinite(jitter), "jitter (%s) must be finite and >= 0", jitter);
    Require.that(bins >= 2 && bins <= MOST_BINS, "bins (%d) must be from 2 to %d", bins, MOST_BINS);
  }

  /**
   * The estimator of the paper's figures: five neighbours, units standardised, jitter 1e-9.
   *
   * @return the released convention
   */
  public static FlowEstimator ksg() {
    return new FlowEstimator(Kind.KSG, 5, Scale.STANDARD, 1e-9, 8, false, false);
  }

  /**
   * Plug-in over equal-width bins of each unit's own range.
   *
   * @param bins 2 to 128
   * @return without correction
   */
  public static FlowEstimator binned(int bins) {
    return new FlowEstimator(Kind.BINNED, 5, Scale.STANDARD, 1e-9, bins, false, false);
  }

  /**
   * Another estimator with the same numbers.
   *
   * @param other which
   * @return a copy
   */
  public FlowEstimator with(Kind other) {
    return new FlowEstimator(other, neighbours, scale, jitter, bins, equalMass, corrected);
  }

  /**
   * Another number of neighbours.
   *
   * @param k at least 1
   * @return a copy
   */
  public FlowEstimator withNeighbours(int k) {
    return new FlowEstimator(kind, k, scale, jitter, bins, equalMass, corrected);
  }

  /**
   * Another scale.
   *
   * @param other to what units are brought
   * @return a copy
   */
  public FlowEstimator withScale(Scale other) {
    return new FlowEstimator(kind, neighbours, other, jitter, bins, equalMass, corrected);
  }

  /**
   * Other noise.
   *
   * @param share of a unit's standard deviation; 0 for none
   * @return a copy
   */
  public FlowEstimator withJitter(double share) {
    return new FlowEstimator(kind, neighbours, scale, share, bins, equalMass, corrected);
  }

  /**
   * Bins at the quantiles of each unit, so that the reading depends on ranks alone.
   *
   * @return a copy
   */
  public FlowEstimator withEqualMass() {
    return new FlowEstimator(kind, neighbours, scale, jitter, bins, true, corrected);
  }

  /**
   * With the bias of binning taken off to first order.
   *
   * @return a copy
   */
  public FlowEstimator withCorrection() {
    return new FlowEstimator(kind, neighbours, scale, jitter, bins, equalMass, true);
  }

  /** How the bins of a unit are found. */
  Discretizer discretizer() {
    return equalMass ? Discretizer.quantile(bins) : Discretizer.dataRange(bins);
  }

  /** The convention of the nearest-neighbour estimators. */
  Form form() {
    return kind == Kind.KSG_PRINTED ? Form.PRINTED : Form.RELEASED;
  }

  @Override
  public String toString() {
    return kind == Kind.BINNED
        ? String.format(
            Locale.ROOT,
            "binned:%s%d%s",
            equalMass ? "quantile:" : "",
            bins,
            corrected ? ":corrected" : "")
        : String.format(Locale.ROOT, "%s:%d:%s:jitter %s", kind.label(), neighbours, scale, jitter);
  }
}
