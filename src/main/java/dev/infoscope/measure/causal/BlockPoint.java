// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;

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

  /**
   * Degeneracy by parts, {@code S - EI_parts}.
   *
   * @return bits, possibly negative
   */
  public double degeneracy() {
    return sensitivity.bits() - parts.bits();
  }
}
