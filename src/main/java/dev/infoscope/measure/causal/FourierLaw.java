// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.util.Arrays;

/**
 * The law of a sum of centred uniforms as a Fourier series on a period that holds it.
 *
 * <p>With widths a_k, {@code phi(w) = prod_k sinc(a_k w / 2)} and {@code w_f = 2 pi f / L}, the
 * chance that the sum stays at or below t while input A, of width a, is in its bin i with centre
 * {@code a v_i} is
 *
 * <pre>{@code
 * P = 1/2 + (t - a v_i) / L + sum_f c_f sin(w_f (t - a v_i))
 * c_f = 2 / (L w_f) * prod_{k != A} sinc(a_k w_f / 2) * sinc(a w_f / (2 B))
 * }</pre>
 *
 * <p>The last factor averages exactly over the bin. Bins come in pairs of opposite sign, so the
 * sine is split and half the work suffices. Thresholds beyond the period's half have probability 0
 * or 1. Scratch space, reused from unit to unit.
 */
final class FourierLaw {
  private final int bins;
  private final int half; // rows of bins with a centre at or below 0
  private final int stride;
  private final double[] below;
  private final double[] thresholds;
  private final double[] sums;
  private double[] sines = new double[0]; // [frequencies x stride]
  private double[] cosines = new double[0];
  private double[] evens = new double[0]; // [frequencies x rows]
  private double[] odds = new double[0];

  private double period;
  private int frequencies;
  private int inner; // first threshold inside the period
  private int innerCount;

  FourierLaw(int bins, int cuts) {
    this.bins = bins;
    this.half = (bins + 1) / 2 + ((bins + 1) / 2 & 1);
    this.stride = cuts + (cuts & 1);
    this.below = new double[2 * half * stride];
    this.thresholds = new double[stride];
    this.sums = new double[2 * half * stride];
  }

  /** Values per row of a table. */
  int stride() {
    return stride;
  }

  double step() {
    return 2 * Math.PI / period;
  }

  /**
   * Prepares a unit.
   *
   * @param cuts ascending
   * @param mean of the whole sum, taken off the cuts
   * @param reach half the period: the sum stays within it
   * @param count how many frequencies
   */
  void prepare(double[] cuts, double mean, double reach, int count) {
    period = 2 * reach;
    frequencies = count;
    center(cuts, mean, reach);
    sines = atLeast(sines, count * stride);
    cosines = atLeast(cosines, count * stride);
    evens = atLeast(evens, count * half);
    odds = atLeast(odds, count * half);
    double step = step();
    for (int q = 0; q < paired(innerCount); q++) {
      start(cosines, sines, q, step * thresholds[q]);
    }
    turn(cosines, sines, paired(innerCount), stride, count);
  }

  /** Keeps the cuts within reach of the mean, seen from it. */
  private void center(double[] cuts, double mean, double reach) {
    inner = 0;
    innerCount = 0;
    for (double cut : cuts) {
      double threshold = cut - mean;
      if (threshold <= -reach) {
        inner++;
      } else if (threshold < reach) {
        thresholds[innerCount++] = threshold;
      }
    }
    Arrays.fill(thresholds, innerCount, stride, 0);
  }

  private static int paired(int count) {
    return count + (count & 1);
  }

  private static double[] atLeast(double[] array, int length) {
    return array.length >= length ? array : new double[Math.max(length, 2 * array.length)];
  }

  /** Starts a lane: the first multiple of its angle. */
  private static void start(double[] cosOut, double[] sinOut, int lane, double angle) {
    cosOut[lane] = Math.cos(angle);
    sinOut[lane] = Math.sin(angle);
  }

  /** Writes cos and sin of 2, 3, ... times each lane's angle below the first row. */
  private static void turn(double[] cosOut, double[] sinOut, int lanes, int width, int rows) {
    for (int f = 1; f < rows; f++) {
      int at = f * width;
      int before = at - width;
      for (int lane = 0; lane < lanes; lane++) {
        double cosine = cosOut[before + lane];
        double sine = sinOut[before + lane];
        cosOut[at + lane] = cosine * cosOut[lane] - sine * sinOut[lane];
        sinOut[at + lane] = sine * cosOut[lane] + cosine * sinOut[lane];
      }
    }
  }

  /**
   * Distribution functions for one edge.
   *
   * @param width a of the edge, above 0
   * @param coefficients c_f, {@code [frequencies]}
   * @return {@code P(sum <= cut | bin)}, {@code [bins x stride]}; overwritten by the next call
   */
  double[] table(double width, double[] coefficients) {
    for (int row = 0; row < half; row++) {
      start(evens, odds, row, step() * width * centre(row));
    }
    turn(evens, odds, half, half, frequencies);
    scale(coefficients);
    tiles();
    for (int row = 0; row < (bins + 1) / 2; row++) {
      finish(row, width * centre(row));
    }
    return below;
  }

  private void scale(double[] coefficients) {
    for (int f = 0; f < frequencies; f++) {
      double coefficient = coefficients[f];
      for (int at = f * half; at < (f + 1) * half; at++) {
        evens[at] *= coefficient;
        odds[at] *= coefficient;
      }
    }
  }

  private double centre(int bin) {
    return (bin + 0.5) / bins - 0.5;
  }

  /** Two rows by two thresholds of both sums; small enough to stay in registers. */
  private void tiles() {
    int columns = paired(innerCount);
    for (int row = 0; row < half; row += 2) {
      for (int q = 0; q < columns; q += 2) {
        tile(row, q);
      }
    }
  }

  private void tile(int row, int q) {
    double even00 = 0;
    double even01 = 0;
    double even10 = 0;
    double even11 = 0;
    double odd00 = 0;
    double odd01 = 0;
    double odd10 = 0;
    double odd11 = 0;
    int left = row;
    int top = q;
    for (int f = 0; f < frequencies; f++, left += half, top += stride) {
      double even0 = evens[left];
      double even1 = evens[left + 1];
      double odd0 = odds[left];
      double odd1 = odds[left + 1];
      double sine0 = sines[top];
      double sine1 = sines[top + 1];
      double cosine0 = cosines[top];
      double cosine1 = cosines[top + 1];
      even00 += even0 * sine0;
      even01 += even0 * sine1;
      even10 += even1 * sine0;
      even11 += even1 * sine1;
      odd00 += odd0 * cosine0;
      odd01 += odd0 * cosine1;
      odd10 += odd1 * cosine0;
      odd11 += odd1 * cosine1;
    }
    int at = 2 * (row * stride + q);
    sums[at] = even00;
    sums[at + 1] = odd00;
    sums[at + 2] = even01;
    sums[at + 3] = odd01;
    at += 2 * stride;
    sums[at] = even10;
    sums[at + 1] = odd10;
    sums[at + 2] = even11;
    sums[at + 3] = odd11;
  }

  /** Turns sums into probabilities of a bin and its mirror image. */
  private void finish(int row, double shift) {
    int upper = row * stride;
    int lower = (bins - 1 - row) * stride;
    Arrays.fill(below, upper, upper + inner, 0);
    Arrays.fill(below, lower, lower + inner, 0);
    for (int q = 0; q < innerCount; q++) {
      double even = sums[2 * (upper + q)];
      double odd = sums[2 * (upper + q) + 1];
      double here = 0.5 + thresholds[q] / period + even;
      double tilt = shift / period + odd;
      below[upper + inner + q] = Math.max(0, Math.min(1, here - tilt));
      below[lower + inner + q] = Math.max(0, Math.min(1, here + tilt));
    }
    Arrays.fill(below, upper + inner + innerCount, upper + stride, 1);
    Arrays.fill(below, lower + inner + innerCount, lower + stride, 1);
  }
}
