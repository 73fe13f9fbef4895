// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Ranks;
import java.util.Arrays;

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
  static Symbols of(int[] symbols, int outputs) {
    Ranks pairs = Ranks.of(symbols);
    int[] ins = Arrays.stream(pairs.values()).mapToInt(pair -> (int) (pair / outputs)).toArray();
    int[] outs = Arrays.stream(pairs.values()).mapToInt(pair -> (int) (pair % outputs)).toArray();
    Ranks in = Ranks.of(ins);
    Ranks out = Ranks.of(outs);
    return new Symbols(pairs.ranks(symbols), in.ranks(ins), out.ranks(outs), in.size(), out.size());
  }

  /** Number of pairs. */
  int pairs() {
    return in.length;
  }
}
