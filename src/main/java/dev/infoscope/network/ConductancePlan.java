// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@link NetworkAccess#conductances}.
 *
 * @param rule how
 * @param steps along the path, at least 1; without meaning for {@link
 *     ConductanceRule#JACOBIAN_INPUT}
 * @param target whose logit
 * @param baseline where the path begins, one value per input feature in the order of the arrays,
 *     inputs one after another; null for 0 everywhere, in the units the network sees
 * @param rows which rows of the snapshot, in the order wanted
 * @param attributes whether the input's own conductance, its integrated gradients, is wanted too
 */
@SuppressWarnings("ArrayRecordComponent")
public record ConductancePlan(
    ConductanceRule rule,
    int steps,
    ConductanceTarget target,
    double @Nullable [] baseline,
    int[] rows,
    boolean attributes) {
  /**
   * Checks the steps.
   *
   * @throws IllegalArgumentException if there are none, or no rows
   */
  public ConductancePlan(
      ConductanceRule rule,
      int steps,
      ConductanceTarget target,
      double @Nullable [] baseline,
      int[] rows,
      boolean attributes) {
    this.rule = rule;
    this.steps = Require.atLeast("steps", steps, 1);
    this.target = target;
    this.baseline = baseline;
    this.rows = rows;
    Require.atLeast("rows", rows.length, 1);
    this.attributes = attributes;
  }
}
