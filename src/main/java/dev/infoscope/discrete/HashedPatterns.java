// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * Patterns of any width in a hash table. The hash is linear over GF(2), so the hash of a partner is
 * the own hash xor a constant, and a bitmap nearly always shows at once that there is none.
 */
final class HashedPatterns implements DistinctPatterns {
  private static final long STREAM = 0x1F0C0DE3L;
  private static final int BITMAP_BITS_PER_PATTERN = 16;
  private static final int[] UNIT_HASHES = unitHashes();
  private static final int[][] BYTE_HASHES = byteHashes();

  private final long[] codes;
  private final int[] counts;
  private final int[] hashes;
  private final int[] slots; // index into codes + 1; 0 marks a free slot
  private final long[] present; // bitmap of hashes

  HashedPatterns(long[] rows, int units) {
    slots = new int[Integer.highestOneBit(Math.max(8, rows.length)) << 2];
    long[] found = new long[rows.length];
    int[] times = new int[rows.length];
    int[] hashed = new int[rows.length];
    int distinct = 0;
    int bytes = (units + 7) / 8;
    for (long code : rows) {
      int hash = hash(code, bytes);
      int slot = hash & (slots.length - 1);
      while (slots[slot] != 0 && found[slots[slot] - 1] != code) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] == 0) {
        found[distinct] = code;
        hashed[distinct] = hash;
        slots[slot] = ++distinct;
      }
      times[slots[slot] - 1]++;
    }
    codes = Arrays.copyOf(found, distinct);
    counts = Arrays.copyOf(times, distinct);
    hashes = Arrays.copyOf(hashed, distinct);
    present = bitmap(hashes);
  }

  @Override
  public long[] codes() {
    return codes;
  }

  @Override
  public int[] counts() {
    return counts;
  }

  @Override
  public void join(int unit, int[] frequencies) {
    int step = UNIT_HASHES[unit];
    int mask = present.length * Long.SIZE - 1;
    for (int i = 0; i < codes.length; i++) {
      int partner = (hashes[i] ^ step) & mask;
      // One test for "the unit is on" and "a partner may exist": both alone are unpredictable.
      if ((present[partner >>> 6] >>> partner & codes[i] >>> unit & 1) != 0) {
        join(frequencies, i, find(codes[i] ^ 1L << unit, hashes[i] ^ step));
      }
    }
  }

  @Override
  public int partner(int index, int unit) {
    int hash = hashes[index] ^ UNIT_HASHES[unit];
    int bit = hash & (present.length * Long.SIZE - 1);
    return (present[bit >>> 6] >>> bit & 1) == 0 ? -1 : find(codes[index] ^ 1L << unit, hash);
  }

  private void join(int[] joined, int pattern, int partner) {
    if (partner >= 0) {
      joined[counts[pattern]]--;
      joined[counts[partner]]--;
      joined[counts[pattern] + counts[partner]]++;
    }
  }

  private int find(long code, int hash) {
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0 && codes[slots[slot] - 1] != code) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slots[slot] - 1;
  }

  private static int hash(long code, int bytes) {
    int hash = 0;
    for (int i = 0; i < bytes; i++) {
      hash ^= BYTE_HASHES[i][(int) (code >>> 8 * i) & 0xff];
    }
    return hash;
  }

  private static long[] bitmap(int[] hashes) {
    int bits = Integer.highestOneBit(Math.max(4, hashes.length)) * BITMAP_BITS_PER_PATTERN;
    long[] bitmap = new long[bits / Long.SIZE];
    for (int hash : hashes) {
      bitmap[(hash & (bits - 1)) >>> 6] |= 1L << hash;
    }
    return bitmap;
  }

  private static int[] unitHashes() {
    int[] hashes = new int[Long.SIZE];
    Arrays.setAll(hashes, unit -> (int) (Mix.at(STREAM, unit) >>> 32));
    return hashes;
  }

  private static int[][] byteHashes() {
    int[][] hashes = new int[Long.BYTES][256];
    for (int i = 0; i < Long.BYTES; i++) {
      for (int value = 1; value < 256; value++) {
        int unit = 8 * i + Integer.numberOfTrailingZeros(value);
        hashes[i][value] = hashes[i][value & (value - 1)] ^ UNIT_HASHES[unit];
      }
    }
    return hashes;
  }
}
