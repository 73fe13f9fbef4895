// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one layer.
 *
 * @param layer which one
 * @param activations its values on the probe set, {@code [examples x units]}
 * @param map its weights and what went through them; null when no measure reads weights, or the
 *     layer is no affine map
 * @param sources what it is computed from: other layers of the snapshot, or inputs of the network;
 *     layers that were not examined are skipped. Empty when unknown
 * @param logits what a softmax layer computes before its softmax, {@code [examples x units]}; null
 *     for other layers and when unknown
 */
public record LayerSnapshot(
    Layer layer,
    Activations activations,
    @Nullable ObservedMap map,
    List<Source> sources,
    @Nullable Activations logits) {
  /** Copies the list. */
  public LayerSnapshot {
    sources = List.copyOf(sources);
  }

  /**
   * A layer of which activations and weights were seen.
   *
   * @param layer which one
   * @param activations its values on the probe set, {@code [examples x units]}
   * @param map its weights
   */
  public LayerSnapshot(Layer layer, Activations activations, @Nullable ObservedMap map) {
    this(layer, activations, map, List.of(), null);
  }

  /**
   * A layer of which only activations were seen.
   *
   * @param layer which one
   * @param activations its values on the probe set, {@code [examples x units]}
   */
  public LayerSnapshot(Layer layer, Activations activations) {
    this(layer, activations, null);
  }

  /**
   * The same layer as part of a network.
   *
   * @param sources as said above
   * @return a copy
   */
  public LayerSnapshot from(Source... sources) {
    return new LayerSnapshot(layer, activations, map, List.of(sources), logits);
  }
}
