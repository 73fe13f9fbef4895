// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import java.util.Arrays;

/**
 * Sums of numbers that come out the same in any order, being sums of integers: every number is cut
 * to a multiple of 2^-40 (9e-13). Exact beyond that for up to 2^31 numbers of magnitude below
 * {@link #LIMIT}.
 */
final class FixedPointSums {
  /** Numbers must be smaller than this, 2^22. */
  static final double LIMIT = 1 << 22;

  private static final double SCALE = 1L << 40;
  private static final long LOW = 0xFFFFFFFFL;

  private final long[] high; // multiples of 2^-8
  private final long[] low; // multiples of 2^-40

  FixedPointSums(int sums) {
    high = new long[sums];
    low = new long[sums];
  }

  /** Adds {@code count} numbers to as many sums. */
  void add(double[] values, int first, int count, int at) {
    for (int i = 0; i < count; i++) {
      long cut = (long) (values[first + i] * SCALE);
      high[at + i] += cut >> 32;
      low[at + i] += cut & LOW;
    }
  }

  void merge(FixedPointSums other) {
    for (int i = 0; i < high.length; i++) {
      high[i] += other.high[i];
      low[i] += other.low[i];
    }
  }

  void write(int i, SerialWriter out) {
    out.signed(high[i]).number(low[i]);
  }

  void read(int i, SerialReader in) {
    high[i] = in.signed();
    low[i] = in.number();
  }

  /** The sums as numbers, rounded once. */
  double[] values() {
    double[] values = new double[high.length];
    Arrays.setAll(values, i -> ((high[i] + (low[i] >> 32)) * 0x1p32 + (low[i] & LOW)) / SCALE);
    return values;
  }
}
