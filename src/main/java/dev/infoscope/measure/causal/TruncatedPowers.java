// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/**
 * The law of a sum of at most four centred uniforms, by truncated powers; for units with few
 * inputs, where the Fourier series converges slowly.
 *
 * <pre>
 * {@code P(W <= t) = 1 / (m! prod w_k) * sum over subsets U of (-1)^|U| (t + S/2 - sum_U w_k)_+^m}
 * </pre>
 *
 * <p>for widths w_1..w_m of sum S, evaluated on the side where fewer terms count. One of the
 * uniforms is the input bin itself, so the bin average is exact too.
 */
final class TruncatedPowers {
  static final int MOST_INPUTS = 4;
  private static final double ROUNDING = 1e-9;

  private final int bins;
  private final double[] widths = new double[MOST_INPUTS];
  private final double[] subsets = new double[1 << MOST_INPUTS]; // signed sums are kept apart
  private double factor;
  private double reach;
  private int used;

  TruncatedPowers(int bins) {
    this.bins = bins;
  }

  /** Whether rounding leaves nine digits for every edge of a sorted unit with few inputs. */
  boolean suits(UnitInputs inputs, int count) {
    if (count > MOST_INPUTS) {
      return false;
    }
    double worst = 0;
    for (int edge = 0; edge < count; edge++) {
      worst = Math.max(worst, error(inputs, count, edge));
    }
    return worst < ROUNDING;
  }

  /** Rounding error of one edge, relative to a probability of 1. */
  private double error(UnitInputs inputs, int count, int edge) {
    double error = Math.ulp(1.0);
    double span = 0;
    for (int k = 0; k < count; k++) {
      span += width(inputs, k, edge);
    }
    for (int k = 0; k < count; k++) {
      error *= 2 * span / (width(inputs, k, edge) * (k + 1));
    }
    return error;
  }

  /** That of an input; of the edge's own input that of one bin. */
  private double width(UnitInputs inputs, int k, int edge) {
    return k == edge ? inputs.sorted(k) / bins : inputs.sorted(k);
  }

  /**
   * Distribution functions for one edge.
   *
   * @param inputs sorted
   * @param count how many of them matter
   * @param edge rank of the edge
   * @param cuts ascending
   * @param below receives {@code P(z <= cut | bin)}, {@code [bins x stride]}
   */
  void table(UnitInputs inputs, int count, int edge, double[] cuts, double[] below, int stride) {
    prepare(inputs, count, edge);
    double width = inputs.sorted(edge);
    for (int bin = 0; bin < bins; bin++) {
      double centre = width * ((bin + 0.5) / bins - 0.5);
      for (int q = 0; q < cuts.length; q++) {
        below[bin * stride + q] = distribution(cuts[q] - inputs.mean() - centre);
      }
    }
  }

  private void prepare(UnitInputs inputs, int count, int edge) {
    used = count;
    factor = 1;
    reach = 0;
    for (int k = 0; k < count; k++) {
      widths[k] = width(inputs, k, edge);
      factor /= widths[k] * (k + 1);
      reach += 0.5 * widths[k];
    }
    sumSubsets();
  }

  private void sumSubsets() {
    for (int subset = 0; subset < 1 << used; subset++) {
      subsets[subset] = 0;
      for (int k = 0; k < used; k++) {
        subsets[subset] += (subset >> k & 1) * widths[k];
      }
    }
  }

  private double distribution(double t) {
    if (t > 0) {
      return 1 - distribution(-t);
    }
    double sum = 0;
    for (int subset = 0; subset < 1 << used; subset++) {
      double over = t + reach - subsets[subset];
      if (over > 0) {
        double power = over;
        for (int k = 1; k < used; k++) {
          power *= over;
        }
        sum += (Integer.bitCount(subset) & 1) == 0 ? power : -power;
      }
    }
    return Math.max(0, Math.min(0.5, sum * factor));
  }
}
