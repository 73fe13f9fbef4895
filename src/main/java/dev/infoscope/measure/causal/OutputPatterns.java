// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Mix;

/**
 * A random 64-bit word for every (unit, output bin). A pattern of the whole layer is known by the
 * sum of its words: to move a unit past a cut is one addition, and among n patterns two share a key
 * with a chance below n^2 / 2^64. Dropped pieces are told by a count beside the key.
 */
final class OutputPatterns {
  private static final long STREAM = 0x0CA05A1L;

  private final OutputThresholds thresholds;

  OutputPatterns(OutputThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** The word of a piece; 0 for dropped ones. */
  long word(int unit, int piece) {
    int bin = thresholds.bin(piece);
    return bin == OutputThresholds.DROPPED
        ? 0
        : Mix.at(STREAM, (long) unit * thresholds.outputBins() + bin);
  }

  /** What to add to a key when a unit moves up past a cut. */
  long step(int unit, int cut) {
    return word(unit, cut + 1) - word(unit, cut);
  }

  /** 1 for a dropped piece, otherwise 0. */
  int dropped(int piece) {
    return thresholds.bin(piece) == OutputThresholds.DROPPED ? 1 : 0;
  }
}
