// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Sums of rows of bits, one byte each: eight are added at a time, in the bytes of a word. */
final class BitSums {
  /** Bytes behind the last row that may be read, whatever they are. */
  static final int BEYOND = Long.BYTES - 1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST = 0xff;

  private final long[] words; // byte i of them is the sum of unit i since sums were last taken up
  private final int[] sums;
  private int rows;

  BitSums(int units) {
    words = new long[(units + BEYOND) / Long.BYTES];
    sums = new int[units];
  }

  /** Adds the row that begins at a place; what is behind it carries into nothing that is read. */
  void add(byte[] bits, int from) {
    if (rows == MOST) {
      takeUp();
    }
    for (int word = 0; word < words.length; word++) {
      words[word] += (long) WORD.get(bits, from + word * Long.BYTES);
    }
    rows++;
  }

  private void takeUp() {
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] += (int) (words[unit / Long.BYTES] >>> unit % Long.BYTES * Byte.SIZE) & MOST;
    }
    Arrays.fill(words, 0);
    rows = 0;
  }

  /** How many of the rows have a 1, per unit. */
  int[] sums() {
    if (rows > 0) {
      takeUp();
    }
    return sums;
  }
}
