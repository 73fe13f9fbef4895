// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conductances of all layers before the logits, from input to output.
 *
 * @param layers one per layer that was asked for and stands before the logits
 * @param targets class whose logit is F, per row
 * @param change F at the input less F at the baseline, per row, in logits; {@code NaN} where the
 *     rule has no path
 * @param inputs integrated gradients of the inputs, {@code [rows x features]}; null if not asked
 *     for
 * @param refusal why this network's conductance cannot be had, naming the layer; empty when it was
 */
@SuppressWarnings("ArrayRecordComponent")
public record Conductances(
    List<LayerConductance> layers,
    int[] targets,
    double[] change,
    @Nullable Activations inputs,
    String refusal) {
  /** Copies the list. */
  public Conductances {
    layers = List.copyOf(layers);
  }

  /**
   * No conductance can be had.
   *
   * @param reason why, naming the layer
   * @return nothing but the reason
   */
  public static Conductances refused(String reason) {
    return new Conductances(List.of(), new int[0], new double[0], null, reason);
  }
}
