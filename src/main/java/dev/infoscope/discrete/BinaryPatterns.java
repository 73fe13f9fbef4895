// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The distinct patterns of up to 64 binary units, how often each occurs, and quick answers to the
 * question what is left when a unit is taken away.
 *
 * <p>Leaving out unit {@code j} joins just those patterns that differ in bit {@code j} alone. The
 * hash is linear over GF(2), so the hash of the partner is the own hash xor a constant, and a
 * bitmap nearly always shows at once that there is no partner. O(rows) to build, O(distinct) per
 * unit. Immutable.
 */
public final class BinaryPatterns {
  private static final long STREAM = 0x1F0C0DE3L;
  private static final int BITMAP_BITS_PER_PATTERN = 16;
  private static final int[] UNIT_HASHES = unitHashes();
  private static final int[][] BYTE_HASHES = byteHashes();

  private final int units;
  private final long[] codes; // distinct, in order of appearance
  private final int[] counts;
  private final int[] hashes;
  private final int[] slots; // index into codes + 1; 0 marks a free slot
  private final long[] present; // bitmap of hashes
  private final int[] frequencies; // [count] number of patterns

  private BinaryPatterns(int units, long[] rows) {
    this.units = units;
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
    frequencies = frequencies(counts);
  }

  /**
   * Counts patterns.
   *
   * @param rows one pattern per example; bit {@code j} is unit {@code j}
   * @param units number of units, 1 to 64
   * @return the distinct patterns
   * @throws IllegalArgumentException if {@code units} is out of range or a higher bit is set
   */
  public static BinaryPatterns of(long[] rows, int units) {
    Require.that(units >= 1 && units <= Long.SIZE, "units (%d) must be from 1 to 64", units);
    long outside = units == Long.SIZE ? 0 : -1L << units;
    long seen = 0;
    for (long code : rows) {
      seen |= code;
    }
    Require.that((seen & outside) == 0, "patterns must be %d bits wide", units);
    return new BinaryPatterns(units, rows);
  }

  /**
   * Number of units.
   *
   * @return 1 to 64
   */
  public int units() {
    return units;
  }

  /**
   * Number of distinct patterns.
   *
   * @return 0 for no rows
   */
  public int distinct() {
    return codes.length;
  }

  /**
   * A pattern.
   *
   * @param index from 0 to {@code distinct() - 1}, in order of appearance
   * @return the pattern; bit {@code j} is unit {@code j}
   */
  public long code(int index) {
    return codes[index];
  }

  /**
   * How often a pattern occurs.
   *
   * @param index from 0 to {@code distinct() - 1}
   * @return at least 1
   */
  public int count(int index) {
    return counts[index];
  }

  /**
   * The fingerprint of all units together.
   *
   * @return how many patterns occur once, twice, ...
   */
  public Fingerprint fingerprint() {
    return Fingerprint.ofFrequencies(frequencies);
  }

  /**
   * The fingerprint of all units but one.
   *
   * @param unit the one left out, from 0
   * @return how many patterns occur once, twice, ... when that unit is not looked at
   */
  public Fingerprint without(int unit) {
    Require.that(unit >= 0 && unit < units, "unit (%d) must be from 0 to %d", unit, units - 1);
    int[] joined = Arrays.copyOf(frequencies, 2 * frequencies.length);
    int step = UNIT_HASHES[unit];
    int mask = present.length * Long.SIZE - 1;
    for (int i = 0; i < codes.length; i++) {
      int partner = (hashes[i] ^ step) & mask;
      // One test for "the unit is on" and "a partner may exist": both alone are unpredictable.
      if ((present[partner >>> 6] >>> partner & codes[i] >>> unit & 1) != 0) {
        join(joined, i, find(codes[i] ^ 1L << unit, hashes[i] ^ step));
      }
    }
    return Fingerprint.ofFrequencies(joined);
  }

  /**
   * The pattern that differs in one unit alone.
   *
   * @param index of a pattern, from 0 to {@code distinct() - 1}
   * @param unit in which they differ, from 0
   * @return index of the other pattern; -1 if it does not occur
   */
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

  private static int[] frequencies(int[] counts) {
    int largest = 0;
    for (int count : counts) {
      largest = Math.max(largest, count);
    }
    int[] frequencies = new int[largest + 1];
    for (int count : counts) {
      frequencies[count]++;
    }
    return frequencies;
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
