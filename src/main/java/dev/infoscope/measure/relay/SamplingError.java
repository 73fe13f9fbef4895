// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.Bits;

/** First-order sampling error of the relay information of all neurons (the delta method). */
final class SamplingError {
  private final RelayTable table;
  private final double[] whole; // [inputs x outputs], pointwise information of the whole table

  private SamplingError(RelayTable table) {
    this.table = table;
    double[] counts = new double[table.inputs() * table.outputs()];
    for (int entry = 0; entry < table.firstEntry(table.patterns()); entry++) {
      counts[table.symbol(entry)] += table.count(entry);
    }
    whole = pointwise(counts);
  }

  static double of(RelayTable table) {
    return table.samples() < 2 ? Double.NaN : new SamplingError(table).standardError();
  }

  private double standardError() {
    double first = 0;
    double second = 0;
    double[] counts = new double[whole.length];
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      int from = table.firstEntry(pattern);
      int to = table.firstEntry(pattern + 1);
      for (int entry = from; entry < to; entry++) {
        counts[table.symbol(entry)] = table.count(entry);
      }
      double[] own = to - from == 1 ? null : pointwise(counts); // of one symbol alone 0
      for (int entry = from; entry < to; entry++) {
        int symbol = table.symbol(entry);
        double bits = whole[symbol] - (own == null ? 0 : own[symbol]);
        first += table.count(entry) * bits;
        second += table.count(entry) * bits * bits;
        counts[symbol] = 0;
      }
    }
    double samples = table.samples();
    double mean = first / samples;
    return Math.sqrt(Math.max(0, second / samples - mean * mean) / (samples - 1));
  }

  /** {@code log2 n_io n / (n_i n_o)}; of no use where n_io is 0. */
  private double[] pointwise(double[] counts) {
    int outputs = table.outputs();
    double[] in = new double[table.inputs()];
    double[] out = new double[outputs];
    double size = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      in[symbol / outputs] += counts[symbol];
      out[symbol % outputs] += counts[symbol];
      size += counts[symbol];
    }
    double[] bits = new double[counts.length];
    for (int symbol = 0; symbol < bits.length; symbol++) {
      double expected = in[symbol / outputs] * out[symbol % outputs];
      bits[symbol] = counts[symbol] > 0 ? Bits.log2(counts[symbol] * size / expected) : 0;
    }
    return bits;
  }
}
