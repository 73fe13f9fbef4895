// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

/** Tabulates {@code n log2 n}: the logarithm per cell is the hidden cost of counting. */
final class XLog2X {
  private XLog2X() {}

  /** Values from 0 to {@code last}. */
  static double[] table(int last) {
    double[] table = new double[last + 1];
    for (int n = 2; n <= last; n++) {
      table[n] = Bits.xlog2x(n);
    }
    return table;
  }
}
