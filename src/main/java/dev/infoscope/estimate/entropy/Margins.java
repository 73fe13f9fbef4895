// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.CodeColumns;

/** How often each code occurs in each unit of a layer; units may be counted by several threads. */
final class Margins {
  private final CodeColumns codes;
  private final int[][] counts;
  private final double[] sums; // sum n log2 n

  Margins(CodeColumns codes) {
    this.codes = codes;
    counts = new int[codes.units()][];
    sums = new double[codes.units()];
  }

  void count(int unit, double[] xlog2x) {
    int[] found = codes.counts(unit);
    for (int count : found) {
      sums[unit] += xlog2x[count];
    }
    counts[unit] = found;
  }

  int[] counts(int unit) {
    return counts[unit];
  }

  double sum(int unit) {
    return sums[unit];
  }

  /** Of all units; not a copy. */
  int[][] counts() {
    return counts;
  }
}
