// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import java.util.Arrays;

/**
 * One output unit seen from its pre-activation: {@code z = mean + sum_k a_k v_k}, every v_k uniform
 * on [-1/2, 1/2] and {@code a_k = |w_k| (u - l)}. Scratch space, read anew for every unit.
 */
final class UnitInputs {
  private static final double NEGLIGIBLE = 1e-8;
  private static final double SMALLEST = 1e-150; // its square is still a number above 0

  private final double low;
  private final double high;
  private final double[] widths;
  private final double[] sorted;
  private double mean;
  private double sum;
  private double squares;
  private double largest;

  UnitInputs(Range inputs, int count) {
    this.low = inputs.low();
    this.high = inputs.high();
    this.widths = new double[count];
    this.sorted = new double[count];
  }

  void read(double[] weights, int from, double bias) {
    double span = high - low;
    double signed = 0;
    sum = 0;
    squares = 0;
    largest = 0;
    for (int k = 0; k < widths.length; k++) {
      double weight = weights[from + k];
      double width = Math.abs(weight) * span;
      width = width < SMALLEST ? 0 : width;
      widths[k] = width;
      signed += weight;
      sum += width;
      squares += width * width;
      largest = Math.max(largest, width);
    }
    mean = bias + 0.5 * (low + high) * signed;
  }

  int count() {
    return widths.length;
  }

  double width(int input) {
    return widths[input];
  }

  double mean() {
    return mean;
  }

  double largest() {
    return largest;
  }

  double sum() {
    return sum;
  }

  /** Variance of the pre-activation. */
  double variance() {
    return squares / 12;
  }

  /** Whether all numbers are finite. */
  boolean isFinite() {
    return Double.isFinite(mean) && Double.isFinite(squares);
  }

  /**
   * The widths in descending order without the tail that is negligible as a whole, {@code 1e-8} of
   * the largest.
   *
   * @return how many, then to be read with {@link #sorted(int)}
   */
  int sort() {
    System.arraycopy(widths, 0, sorted, 0, widths.length);
    Arrays.sort(sorted);
    int from = 0;
    double tail = sorted[0];
    while (from < sorted.length - 1 && tail <= NEGLIGIBLE * largest) {
      tail += sorted[++from];
    }
    return sorted.length - from;
  }

  /** The width at a rank, 0 being the largest. */
  double sorted(int rank) {
    return sorted[sorted.length - 1 - rank];
  }
}
