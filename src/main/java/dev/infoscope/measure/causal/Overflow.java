// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

/** What happens to activations beyond the output range. */
public enum Overflow {
  /** They count for the bin at that end. The intervention on the input stays what it is. */
  CLAMP,
  /**
   * They are left out, and the law of the input is conditioned on staying inside. Only for
   * comparison with the authors' program, which does so silently. A unit of which less than a
   * millionth stays inside reads EI_parts 0 and the layer is flagged {@code out_of_range}; if that
   * is so of all its units, the layer reads NaN.
   */
  DROP
}
