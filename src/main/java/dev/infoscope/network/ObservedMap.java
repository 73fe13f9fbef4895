// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import org.jspecify.annotations.Nullable;

/**
 * The map of a layer in its network: how the layer was turned into it, where its inputs come from,
 * and what went in and out on the probe set.
 *
 * @param dense weights, bias and activation
 * @param inputBounds values the layer before can put out at all; null when unbounded or unknown
 * @param inputsSeen smallest to largest input on the probe set; null when there was NaN or nothing
 * @param outputsSeen smallest to largest output on the probe set, of logits for a softmax; null
 *     when there was NaN or nothing
 * @param note how the layer was turned into this map, as in {@code batch norm folded}; empty for a
 *     plain dense layer
 * @param feeder name of the layer whose outputs, as its own map gives them, are all the inputs;
 *     null if there is none, as before the first layer or behind a pooling
 */
public record ObservedMap(
    DenseMap dense,
    @Nullable Range inputBounds,
    @Nullable Range inputsSeen,
    @Nullable Range outputsSeen,
    String note,
    @Nullable String feeder) {
  /**
   * The same layer, to some of its outputs; weights are copied.
   *
   * @param units which outputs
   * @return the smaller map, with the ranges of the whole layer
   */
  public ObservedMap outputsOnly(int... units) {
    return new ObservedMap(
        dense.outputsOnly(units), inputBounds, inputsSeen, outputsSeen, note, feeder);
  }
}
