// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Ranks;
import java.util.BitSet;

/**
 * The pairs of class and prediction that occur, numbered anew in their order: of thousands of
 * classes there are no more of them than examples.
 *
 * @param ofEntry the pair of each entry of a table
 * @param in the class of each pair, among those that occur
 * @param out the prediction of each pair, among those that occur
 * @param inputs how many classes occur
 * @param outputs how many predictions occur
 */
@SuppressWarnings("ArrayRecordComponent")
record Symbols(int[] ofEntry, int[] in, int[] out, int inputs, int outputs) {
  private static final int FEW = 1 << 12; // pairs there can be

  /**
   * Numbers pairs.
   *
   * @param symbols {@code in * outputs + out} of each entry
   * @param inputs classes there can be
   * @param outputs predictions there can be
   */
  static Symbols of(int[] symbols, int inputs, int outputs) {
    Ranks pairs =
        (long) inputs * outputs > FEW ? Ranks.of(symbols) : seen(symbols, inputs * outputs);
    int[] ins = new int[pairs.size()];
    int[] outs = new int[pairs.size()];
    for (int pair = 0; pair < ins.length; pair++) {
      ins[pair] = (int) (pairs.values()[pair] / outputs);
      outs[pair] = (int) (pairs.values()[pair] % outputs);
    }
    Ranks in = Ranks.of(ins);
    Ranks out = Ranks.of(outs);
    return new Symbols(pairs.ranks(symbols), in.ranks(ins), out.ranks(outs), in.size(), out.size());
  }

  /** As {@link Ranks#of}, without sorting. */
  private static Ranks seen(int[] symbols, int bound) {
    BitSet seen = new BitSet(bound);
    for (int symbol : symbols) {
      seen.set(symbol);
    }
    return new Ranks(seen.stream().asLongStream().toArray());
  }

  /** Number of pairs. */
  int pairs() {
    return in.length;
  }
}
