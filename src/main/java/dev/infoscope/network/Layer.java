// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * Which layer a reading is about.
 *
 * @param index place in the network, from 0
 * @param name unique in the network
 * @param kind type of layer, as in {@code DenseLayer}
 * @param range values its activation function can take; null when unbounded or unknown
 * @param reduction what was done to the layer before it was measured: how positions or time steps
 *     became one value per unit, as in {@code mean over positions}, or which ranges its weights
 *     were read over; empty when nothing was done
 */
public record Layer(int index, String name, String kind, @Nullable Range range, String reduction) {
  /** Checks the index. */
  public Layer {
    Require.atLeast("index", index, 0);
  }

  /**
   * The same layer with another reduction.
   *
   * @param reduction what was done to the layer before it was measured
   * @return a copy
   */
  public Layer withReduction(String reduction) {
    return new Layer(index, name, kind, range, reduction);
  }

  /**
   * The same layer with a note more on what was done to it, which a semicolon parts from those
   * before.
   *
   * @param note what; nothing changes for an empty one
   * @return a copy
   */
  public Layer noted(String note) {
    boolean either = note.isEmpty() || reduction.isEmpty();
    return withReduction(either ? reduction + note : reduction + "; " + note);
  }

  /**
   * The index as a label value that sorts as a number.
   *
   * @return at least two digits
   */
  public String paddedIndex() {
    return index < 10 ? "0" + index : String.valueOf(index);
  }
}
