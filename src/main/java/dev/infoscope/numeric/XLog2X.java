// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

/** Tabulates {@code n log2 n}: the logarithm per cell is the hidden cost of counting. */
public final class XLog2X {
  private XLog2X() {}

  /**
   * Values of all integers up to one.
   *
   * @param last at least 0
   * @return {@code n log2 n} of n from 0 to {@code last}, 0 for 0 and 1
   */
  public static double[] table(int last) {
    double[] table = new double[last + 1];
    for (int n = 2; n <= last; n++) {
      table[n] = Bits.xlog2x(n);
    }
    return table;
  }
}
