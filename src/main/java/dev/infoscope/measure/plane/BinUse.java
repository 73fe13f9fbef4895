// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternCounts;
import org.jspecify.annotations.Nullable;

/**
 * How many of its bins a layer reaches. Found from the patterns that were counted, without another
 * pass over the rows.
 *
 * @param bins of the layer
 * @param reached from the lowest bin with a value of any unit to the highest, both included; all of
 *     them where patterns are too wide for their keys to say what they are
 */
public record BinUse(Bins bins, int reached) {
  /** Null where nothing was counted. */
  static @Nullable BinUse of(PatternCounts counts) {
    if (counts.samples() == 0) {
      return null;
    }
    Bins bins = counts.coder().bins();
    Search search = new Search();
    return new BinUse(
        bins,
        counts.forEachPattern(search::add) ? search.highest - search.lowest + 1 : bins.bins());
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
