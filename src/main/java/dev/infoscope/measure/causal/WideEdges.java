// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import java.util.Arrays;

/**
 * The edges into a unit that are too wide to be divided out of the product of sincs: the product of
 * all others is made of prefixes and suffixes, never by dividing by a small sinc.
 */
final class WideEdges {
  private final int bins;
  private double[] widths = new double[16];
  private int count;
  private int frequencies;
  private double step;
  private double[] prefixes = new double[0]; // [edges x frequencies], edges before this one
  private double[] suffixes = new double[0]; // [edges x frequencies], edges after this one

  WideEdges(int bins) {
    this.bins = bins;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  double width(int edge) {
    return widths[edge];
  }

  /**
   * Takes all edges wider than {@code limit}, in the order of the inputs, and multiplies their
   * sincs into {@code product}.
   */
  void read(UnitInputs inputs, double limit, double step, int frequencies, double[] product) {
    this.step = step;
    this.frequencies = frequencies;
    count = 0;
    for (int k = 0; k < inputs.count(); k++) {
      if (inputs.width(k) > limit) {
        add(inputs.width(k));
      }
    }
    if (count > 0) {
      multiply(product);
    }
  }

  private void add(double width) {
    if (count == widths.length) {
      widths = Arrays.copyOf(widths, 2 * count);
    }
    widths[count++] = width;
  }

  private void multiply(double[] product) {
    int size = count * frequencies;
    if (prefixes.length < size) {
      prefixes = new double[2 * size];
      suffixes = new double[2 * size];
    }
    double[] running = suffixes; // the last row is free until the way back
    int last = (count - 1) * frequencies;
    Arrays.fill(prefixes, 0, frequencies, 1);
    for (int edge = 0; edge < count; edge++) {
      for (int f = 0; f < frequencies; f++) {
        double sinc = sinc(0.5 * widths[edge] * step * (f + 1));
        running[edge * frequencies + f] = sinc; // kept for the way back
        if (edge + 1 < count) {
          prefixes[(edge + 1) * frequencies + f] = prefixes[edge * frequencies + f] * sinc;
        }
      }
    }
    for (int f = 0; f < frequencies; f++) {
      double after = product[f];
      for (int at = last + f; at >= 0; at -= frequencies) {
        double sinc = suffixes[at];
        suffixes[at] = after;
        after *= sinc;
      }
      product[f] = after;
    }
  }

  /** c_f of an edge: all other sincs, and its own over one bin. */
  void coefficients(int edge, double[] into) {
    int from = edge * frequencies;
    double x = widths[edge] * step / (2 * bins);
    for (int f = 0; f < frequencies; f++) {
      into[f] = prefixes[from + f] * suffixes[from + f] * sinc((f + 1) * x);
    }
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(x) / x;
  }
}
