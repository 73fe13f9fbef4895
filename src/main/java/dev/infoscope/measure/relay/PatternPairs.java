// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.BinaryPatterns;
import java.util.Arrays;

/** Which patterns of bits differ in one neuron alone, for each neuron. */
final class PatternPairs {
  private final int[][] pairs; // [units][2 x pairs]: the pattern where the neuron is 1, the other

  PatternPairs(long[] distinct, int units) {
    BinaryPatterns patterns = BinaryPatterns.of(distinct, units); // keeps their order
    pairs = new int[units][];
    int[] found = new int[2 * distinct.length];
    for (int unit = 0; unit < units; unit++) {
      int size = 0;
      for (int pattern = 0; pattern < distinct.length; pattern++) {
        int partner = (distinct[pattern] >>> unit & 1) == 0 ? -1 : patterns.partner(pattern, unit);
        if (partner >= 0) {
          found[size++] = pattern;
          found[size++] = partner;
        }
      }
      pairs[unit] = Arrays.copyOf(found, size);
    }
  }

  /** The pairs of a neuron, one pattern after the other. */
  int[] of(int unit) {
    return pairs[unit];
  }
}
