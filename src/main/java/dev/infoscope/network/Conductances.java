// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Activations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conductances of all layers before the logits, from input to output.
 *
 * @param layers one per layer that was asked for and stands before the logits
 * @param targets class whose logit is F, per row; null where the rule has no path and so no target
 * @param towards what F is the logit of, in words, as in {@code the predicted class}, or {@code the
 *     output} of a single unit that says a value; empty where the rule has no target
 * @param change F at the input less F at the baseline, per row, in logits; {@code NaN} where the
 *     rule has no path
 * @param inputs integrated gradients of the inputs, {@code [rows x features]}; null if not asked
 *     for
 * @param refusal why this network's conductance cannot be had, naming the layer; empty when it was
 */
@SuppressWarnings("ArrayRecordComponent")
public record Conductances(
    List<LayerConductance> layers,
    int @Nullable [] targets,
    String towards,
    double[] change,
    @Nullable Activations inputs,
    String refusal) {
  /** Copies the list. */
  public Conductances(
      List<LayerConductance> layers,
      int @Nullable [] targets,
      String towards,
      double[] change,
      @Nullable Activations inputs,
      String refusal) {
    this.layers = List.copyOf(layers);
    this.targets = targets;
    this.towards = towards;
    this.change = change;
    this.inputs = inputs;
    this.refusal = refusal;
  }

  /**
   * No conductance can be had.
   *
   * @param reason why, naming the layer
   * @return nothing but the reason
   */
  public static Conductances refused(String reason) {
    return new Conductances(List.of(), null, "", new double[0], null, reason);
  }
}
