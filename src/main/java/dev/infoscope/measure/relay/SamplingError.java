// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Bits;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** First-order sampling error of the relay information of all neurons (the delta method). */
final class SamplingError {
  private final RelayTable table;
  private final Symbols symbols;
  private final double[] whole; // pointwise information of every pair in the whole table
  private final double[] own; // the same of the pairs of one pattern, overwritten by the next
  private final double[] in;
  private final double[] out;

  private SamplingError(RelayTable table) {
    this.table = table;
    symbols = table.symbols();
    whole = new double[symbols.pairs()];
    own = new double[symbols.pairs()];
    in = new double[symbols.inputs()];
    out = new double[symbols.outputs()];
    int[] entries = new int[symbols.pairs()];
    for (int entry = 0; entry < symbols.ofEntry().length; entry++) {
      entries[symbols.ofEntry()[entry]] += table.count(entry);
    }
    int[] pairs = IntStream.range(0, entries.length).toArray();
    pointwise(pairs, 0, pairs.length, pair -> entries[pair], whole);
  }

  static double of(RelayTable table) {
    return table.samples() < 2 ? Double.NaN : new SamplingError(table).standardError();
  }

  private double standardError() {
    double first = 0;
    double second = 0;
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      int from = table.firstEntry(pattern);
      int to = table.firstEntry(pattern + 1);
      if (to - from > 1) { // of one pair alone it is 0
        pointwise(symbols.ofEntry(), from, to, table::count, own);
      }
      for (int entry = from; entry < to; entry++) {
        int pair = symbols.ofEntry()[entry];
        double bits = whole[pair] - (to - from > 1 ? own[pair] : 0);
        first += table.count(entry) * bits;
        second += table.count(entry) * bits * bits;
      }
    }
    double samples = table.samples();
    double mean = first / samples;
    return Math.sqrt(Math.max(0, second / samples - mean * mean) / (samples - 1));
  }

  /** {@code log2 n_io n / (n_i n_o)} of the pairs {@code from} to {@code to - 1}. */
  private void pointwise(int[] pairs, int from, int to, IntUnaryOperator count, double[] into) {
    double size = 0;
    for (int i = from; i < to; i++) {
      in[symbols.in()[pairs[i]]] += count.applyAsInt(i);
      out[symbols.out()[pairs[i]]] += count.applyAsInt(i);
      size += count.applyAsInt(i);
    }
    for (int i = from; i < to; i++) {
      double expected = in[symbols.in()[pairs[i]]] * out[symbols.out()[pairs[i]]];
      into[pairs[i]] = Bits.log2(count.applyAsInt(i) * size / expected);
    }
    for (int i = from; i < to; i++) {
      in[symbols.in()[pairs[i]]] = 0;
      out[symbols.out()[pairs[i]]] = 0;
    }
  }
}
