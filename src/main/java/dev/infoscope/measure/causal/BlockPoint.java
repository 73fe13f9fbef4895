// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.chance.FalseDiscovery;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.List;

/**
 * Where a block of layers stands in the causal plane; sampled, since there is no closed form.
 *
 * @param inputs of the block
 * @param outputs of the block
 * @param sensitivity of the block: every input swept alone over a grid, all others at 0
 * @param parts EI_parts of the block, corrected for bias, with its standard error
 * @param edges EI_parts of every pair, {@code [inputs x outputs]}, bits, corrected for bias and
 *     therefore possibly a little below 0
 * @param chances of so much information between unconnected units, {@code [inputs x outputs]}, 0 to
 *     1: call a pair connected only when its chance is small against 1 / (inputs outputs)
 */
@SuppressWarnings("ArrayRecordComponent")
public record BlockPoint(
    int inputs,
    int outputs,
    Estimate sensitivity,
    Estimate parts,
    double[] edges,
    double[] chances) {
  private static final double RATE = 0.05;

  /**
   * Degeneracy by parts, {@code S - EI_parts}.
   *
   * @return bits, possibly negative
   */
  public double degeneracy() {
    return sensitivity.bits() - parts.bits();
  }

  /**
   * Which pairs have more information than chance gives: a false-discovery rate of 5 % over all
   * pairs of the block.
   *
   * @return {@code [inputs x outputs]}
   */
  public boolean[] connected() {
    return FalseDiscovery.named(RATE, chances);
  }

  /**
   * Everything a block reports: sensitivity, effective information, degeneracy and the share of
   * connected pairs.
   *
   * @param first name of the block's first layer
   * @param last the block's last layer, whose readings these are
   * @return the readings, always in the same order
   */
  public List<Reading> readings(String first, Layer last) {
    return BlockReadings.of(first, last, this);
  }
}
