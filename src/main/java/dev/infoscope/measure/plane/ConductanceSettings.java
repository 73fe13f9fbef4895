// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the conductance plane of a training run is read; estimators, bins, noise and shuffles are
 * those of {@link PlaneSettings}.
 *
 * @param rule how conductance is computed
 * @param steps along the path, at least 1
 * @param target whose logit
 * @param rows of the probe that are looked at, at most; at least 1
 * @param everyEpochs how often, at least 1
 * @param baseline where the path begins, one value per input feature; null for 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record ConductanceSettings(
    ConductanceRule rule,
    int steps,
    ConductanceTarget target,
    int rows,
    int everyEpochs,
    double @Nullable [] baseline) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public ConductanceSettings {
    Require.atLeast("steps", steps, 1);
    Require.atLeast("rows", rows, 1);
    Require.atLeast("everyEpochs", everyEpochs, 1);
  }

  /**
   * Gradients in the middles of 20 steps from 0, towards the predicted class, of 256 rows, every
   * fifth epoch.
   *
   * @return the defaults
   */
  public static ConductanceSettings defaults() {
    return new ConductanceSettings(
        ConductanceRule.MIDPOINT, 20, ConductanceTarget.predicted(), 256, 5, null);
  }

  /**
   * Another rule.
   *
   * @param other how conductance is computed
   * @return a copy
   */
  public ConductanceSettings withRule(ConductanceRule other) {
    return new ConductanceSettings(other, steps, target, rows, everyEpochs, baseline);
  }

  /**
   * Another number of steps; cost is proportional to it.
   *
   * @param count at least 1
   * @return a copy
   */
  public ConductanceSettings withSteps(int count) {
    return new ConductanceSettings(rule, count, target, rows, everyEpochs, baseline);
  }

  /**
   * Another target.
   *
   * @param other whose logit
   * @return a copy
   */
  public ConductanceSettings withTarget(ConductanceTarget other) {
    return new ConductanceSettings(rule, steps, other, rows, everyEpochs, baseline);
  }

  /**
   * Another number of rows; cost is proportional to it.
   *
   * @param most at least 1
   * @return a copy
   */
  public ConductanceSettings withRows(int most) {
    return new ConductanceSettings(rule, steps, target, most, everyEpochs, baseline);
  }

  /**
   * More often, or less.
   *
   * @param epochs at least 1
   * @return a copy
   */
  public ConductanceSettings withEveryEpochs(int epochs) {
    return new ConductanceSettings(rule, steps, target, rows, epochs, baseline);
  }

  /**
   * Another begin of the path.
   *
   * @param values one per input feature, in the units the network sees
   * @return a copy
   */
  public ConductanceSettings withBaseline(double... values) {
    return new ConductanceSettings(rule, steps, target, rows, everyEpochs, values.clone());
  }

  ConductancePlan plan(int examples) {
    int[] first = new int[Math.min(rows, examples)];
    Arrays.setAll(first, i -> i); // the rows of a probe are in random order already
    return new ConductancePlan(rule, steps, target, baseline, first, false);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "ConductanceSettings[rule=%s, steps=%d, target=%s, rows=%d, everyEpochs=%d, baseline=%s]",
        rule,
        steps,
        target,
        rows,
        everyEpochs,
        baseline == null ? "0" : "given");
  }
}
