// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.PatternCounts;
import org.jspecify.annotations.Nullable;

/**
 * How many of its bins a layer reaches. Found from the patterns that were counted, without another
 * pass over the rows.
 *
 * @param bins there are
 * @param reached from the lowest bin with a value of any unit to the highest, both included
 */
public record BinUse(int bins, int reached) {
  /** Null where patterns are too wide for their keys to say what they are, or there is none. */
  static @Nullable BinUse of(PatternCounts counts) {
    Search search = new Search();
    return counts.samples() > 0 && counts.forEachPattern(search::add)
        ? new BinUse(counts.coder().bins().bins(), search.highest - search.lowest + 1)
        : null;
  }

  /**
   * The share of the bins that the layer reaches.
   *
   * @return above 0, at most 1
   */
  double share() {
    return (double) reached / bins;
  }

  /** The ends of what was seen. */
  private static final class Search {
    private int lowest = Integer.MAX_VALUE;
    private int highest = Integer.MIN_VALUE;

    void add(int... codes) {
      for (int code : codes) {
        lowest = Math.min(lowest, code);
        highest = Math.max(highest, code);
      }
    }
  }
}
