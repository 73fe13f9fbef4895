// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Bins;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The levels of an example packed into 64-bit words, neuron 0 lowest, {@link #bits} bits each; none
 * straddles two words.
 *
 * @param bins of each neuron's own, 2 to 256
 */
record LevelWords(Bins bins) {
  LevelWords {
    Require.that(
        bins.bins() >= 2 && bins.bins() <= 256, "levels (%d) must be from 2 to 256", bins.bins());
    Require.atLeast("units with bins of their own", bins.units(), 1);
  }

  int units() {
    return bins.units();
  }

  int levels() {
    return bins.bins();
  }

  /** Bits one level takes. */
  int bits() {
    return bits(levels());
  }

  static int bits(int levels) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(levels - 1);
  }

  /** Words a packed example takes. */
  int words() {
    return words(units(), bits());
  }

  static int words(int units, int bits) {
    int perWord = Long.SIZE / bits;
    return (units + perWord - 1) / perWord;
  }

  /** Packs one row of values that begins at {@code from}. */
  void pack(double[] values, int from, long[] into) {
    Arrays.fill(into, 0);
    int bits = bits();
    int perWord = Long.SIZE / bits;
    for (int unit = 0; unit < units(); unit++) {
      long level = bins.code(unit, values[from + unit]);
      into[unit / perWord] |= level << unit % perWord * bits;
    }
  }

  /** Whether words hold the levels of a row and nothing else. */
  boolean canPack(long[] packed) {
    int bits = bits();
    int perWord = Long.SIZE / bits;
    for (int place = 0; place < packed.length * perWord; place++) {
      long level = packed[place / perWord] >>> place % perWord * bits & (1L << bits) - 1;
      if (level >= (place < units() ? levels() : 1)) {
        return false;
      }
    }
    int used = perWord * bits;
    for (long word : packed) {
      if (used < Long.SIZE && word >>> used != 0) {
        return false;
      }
    }
    return true;
  }
}
