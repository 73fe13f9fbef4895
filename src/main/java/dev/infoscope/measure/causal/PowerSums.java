// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.util.Arrays;

/**
 * Power sums of the narrow edges into a unit, {@code p_r = sum_k (a_k / scale)^(2r)}, and the
 * product of sincs that follows from them without touching the edges again:
 *
 * <pre>{@code
 * -ln sinc x = sum_r zeta(2r) / (r pi^(2r)) x^(2r)      (|x| < pi)
 * ln prod_k sinc(a_k w / 2) = - sum_r zeta(2r) / (r pi^(2r)) p_r x^(2r),  x = scale w / 2
 * }</pre>
 */
final class PowerSums {
  static final int TERMS = 10;
  private static final double[] SERIES = series();

  private final double[] sums = new double[TERMS + 1];
  private double scale;
  private int edges;

  private static double[] series() {
    double[] series = new double[TERMS + 1];
    for (int r = 1; r <= TERMS; r++) {
      double zeta = 1;
      for (int n = 2; n < 2000; n++) {
        zeta += Math.pow(n, -2 * r);
      }
      zeta += Math.pow(1999.5, 1 - 2 * r) / (2 * r - 1); // the rest, as an integral
      series[r] = zeta / (r * Math.pow(Math.PI, 2 * r));
    }
    return series;
  }

  /** Sums over all edges with a width in (0, limit], relative to the widest of them. */
  void read(UnitInputs inputs, double limit) {
    Arrays.fill(sums, 0);
    scale = Math.min(limit, inputs.largest());
    if (inputs.largest() > limit) {
      scale = widestUpTo(inputs, limit);
    }
    edges = 0;
    if (scale == 0) {
      return;
    }
    addAll(inputs, limit);
  }

  private void addAll(UnitInputs inputs, double limit) {
    double inverse = 1 / scale;
    for (int k = 0; k < inputs.count(); k++) {
      double width = inputs.width(k);
      if (width > 0 && width <= limit) {
        double ratio = width * inverse;
        add(ratio * ratio);
        edges++;
      }
    }
  }

  private static double widestUpTo(UnitInputs inputs, double limit) {
    double widest = 0;
    for (int k = 0; k < inputs.count(); k++) {
      double width = inputs.width(k);
      widest = width <= limit && width > widest ? width : widest;
    }
    return widest;
  }

  /** Ten powers; written out in two chains because nothing else here is per edge. */
  private void add(double s) {
    double s2 = s * s;
    double s3 = s2 * s;
    double s4 = s2 * s2;
    double s5 = s4 * s;
    sums[1] += s;
    sums[2] += s2;
    sums[3] += s3;
    sums[4] += s4;
    sums[5] += s5;
    sums[6] += s3 * s3;
    sums[7] += s4 * s3;
    sums[8] += s4 * s4;
    sums[9] += s5 * s4;
    sums[10] += s5 * s5;
  }

  /** The widest of the edges summed over. */
  double scale() {
    return scale;
  }

  /** How many edges were summed over. */
  int edges() {
    return edges;
  }

  /** p_r. */
  double sum(int r) {
    return sums[r];
  }

  /** Product of {@code sinc(a_k w / 2)} over the edges. */
  double sincs(double w) {
    double x = 0.5 * scale * w;
    double square = x * x;
    double log = 0;
    for (int r = TERMS; r >= 1; r--) {
      log = (log + SERIES[r] * sums[r]) * square;
    }
    return Math.exp(-log);
  }
}
