// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;

/**
 * A fingerprint of every unit's column that does not depend on the order of the rows: the sum over
 * rows of a key, made of all the row's values, times the unit's value in it. Equal columns have
 * equal fingerprints; unequal ones differ but for about one pair in 2^57.
 */
final class ColumnHashes {
  private static final long SEED = 0x696E666F73636F70L; // any number will do

  private final long[] weights; // per unit, odd
  private final long[] ofValues;
  private final long[] ofCodes;
  private final long[] bits; // of a row

  ColumnHashes(int units) {
    weights = new long[units];
    Arrays.setAll(weights, unit -> Mix.at(SEED, unit) | 1);
    ofValues = new long[units];
    ofCodes = new long[units];
    bits = new long[units];
  }

  /** Adds a row, given its values and the codes they have. */
  void add(double[] rows, int first, Bins bins) {
    long sum = 0;
    for (int unit = 0; unit < bits.length; unit++) {
      bits[unit] = bits(rows[first + unit]);
      sum += bits[unit] * weights[unit];
    }
    long key = Mix.scramble(sum);
    addProducts(key, bits, ofValues);
    bins.addCodes(rows, first, key, ofCodes);
  }

  /** Nothing else is in the loop, so that it becomes vector instructions. */
  private static void addProducts(long key, long[] bits, long[] sums) {
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] += key * bits[unit];
    }
  }

  /** Byte by byte reversed, so that the bits in which simple numbers differ are the lowest. */
  private static long bits(double value) {
    return Long.reverseBytes(Double.doubleToRawLongBits(value + 0.0)); // no minus zero
  }

  void merge(ColumnHashes other) {
    for (int unit = 0; unit < weights.length; unit++) {
      ofValues[unit] += other.ofValues[unit];
      ofCodes[unit] += other.ofCodes[unit];
    }
  }

  void write(int unit, SerialWriter out) {
    out.word(ofValues[unit]).word(ofCodes[unit]);
  }

  void read(int unit, SerialReader in) {
    ofValues[unit] = in.word();
    ofCodes[unit] = in.word();
  }

  long[] ofValues() {
    return ofValues.clone();
  }

  long[] ofCodes() {
    return ofCodes.clone();
  }
}
