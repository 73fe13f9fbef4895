// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.count.Activations;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one layer.
 *
 * @param layer which one
 * @param activations its values on the probe set, {@code [examples x units]}
 * @param map its weights; null when no measure reads weights, or the layer is no affine map
 */
public record LayerSnapshot(Layer layer, Activations activations, @Nullable AffineMap map) {
  /**
   * A layer of which only activations were seen.
   *
   * @param layer which one
   * @param activations its values on the probe set, {@code [examples x units]}
   */
  public LayerSnapshot(Layer layer, Activations activations) {
    this(layer, activations, null);
  }
}
