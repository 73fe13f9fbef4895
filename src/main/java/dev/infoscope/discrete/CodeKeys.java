// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sums of codes times weights, modulo 2^64, from columns of codes. Codes of eight rows are one
 * word, from which shifts take them: unlike widening bytes one by one, the compiler turns that into
 * vector instructions, if no more than two units are added in a loop.
 */
final class CodeKeys {
  private static final int WORDS = 256; // of a block
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CodeColumns codes;
  private final int words;
  private final long[] even;
  private final long[] odd;

  CodeKeys(CodeColumns codes) {
    this.codes = codes;
    words = Math.min(WORDS, codes.examples() / Long.BYTES);
    even = new long[words];
    odd = new long[words];
  }

  /** Both words at once, while the codes are in the cache; the high ones if there are any. */
  void sum(long[] lowWeights, long[] highWeights, PatternKeys into) {
    int rows = codes.examples();
    int whole = rows / Long.BYTES * Long.BYTES;
    long[][] low = new long[Long.BYTES][words];
    long[][] high = new long[highWeights.length == 0 ? 0 : Long.BYTES][words];
    for (int first = 0; first < whole; first += Long.BYTES * words) {
      int count = Math.min(words, (whole - first) / Long.BYTES);
      clear(low);
      clear(high);
      for (int unit = 0; unit < codes.units(); unit += 2) {
        pack(unit, first, count);
        add(unit, lowWeights, low);
        add(unit, highWeights, high);
      }
      unpack(low, count, into.low(), first);
      unpack(high, count, into.high(), first);
    }
    for (int row = whole; row < rows; row++) {
      into.low()[row] = one(row, lowWeights);
      if (highWeights.length > 0) {
        into.high()[row] = one(row, highWeights);
      }
    }
  }

  private static void clear(long[][] sums) {
    for (long[] sum : sums) {
      Arrays.fill(sum, 0);
    }
  }

  /** Two units; one and nothing at the end of odd widths. */
  private void pack(int unit, int first, int count) {
    pack(codes.column(unit), first, count, even);
    if (unit + 1 < codes.units()) {
      pack(codes.column(unit + 1), first, count, odd);
    } else {
      Arrays.fill(odd, 0);
    }
  }

  private static void pack(byte[] column, int first, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = (long) EIGHT.get(column, first + Long.BYTES * i);
    }
  }

  private void add(int unit, long[] weights, long[][] sums) {
    for (int i = 0; i < sums.length; i++) {
      long next = unit + 1 < weights.length ? weights[unit + 1] : 0;
      add(even, odd, Byte.SIZE * i, weights[unit], next, sums[i]);
    }
  }

  private static void add(long[] one, long[] two, int shift, long weight, long next, long[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = into[i] + (one[i] >>> shift & 0xff) * weight + (two[i] >>> shift & 0xff) * next;
    }
  }

  private static void unpack(long[][] sums, int count, long[] into, int first) {
    for (int i = 0; i < sums.length; i++) {
      for (int word = 0; word < count; word++) {
        into[first + Long.BYTES * word + i] = sums[i][word];
      }
    }
  }

  private long one(int row, long[] weights) {
    long sum = 0;
    for (int unit = 0; unit < weights.length; unit++) {
      sum += codes.column(unit)[row] * weights[unit];
    }
    return sum;
  }
}
