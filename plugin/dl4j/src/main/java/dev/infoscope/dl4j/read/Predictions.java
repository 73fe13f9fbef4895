// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.probe.TargetCode;
import dev.infoscope.dl4j.shadow.Shadow;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads classes from what output layers say. The rule is that of the output's own loss and
 * activation, see {@link LossRule}, or the one the user gave. Classes of several outputs combine as
 * {@link ClassLabels} combines labels; an output that predicts values beside others that say
 * classes has no part in them.
 */
public final class Predictions {
  /** Where the user gives a rule; a command names its option in place of it. */
  public static final String ANOTHER_RULE =
      "a rule can be given by predictLargest or predictAbove of the builder";

  private final List<TrainedOutput> ends;
  private final List<TargetCode> codes;
  private final @Nullable ClassRule chosen;

  private Predictions(
      List<TrainedOutput> ends, List<TargetCode> codes, @Nullable ClassRule chosen) {
    this.ends = ends;
    this.codes = codes;
    this.chosen = chosen;
  }

  /**
   * The rules of a network.
   *
   * @param shadow its layers
   * @param probe its targets, and the rule that the user gave
   * @return one rule per output
   */
  public static Predictions of(Shadow shadow, Probe probe) {
    List<TrainedOutput> ends =
        shadow.outputs().stream().map(index -> TrainedOutput.of(shadow, index)).toList();
    return new Predictions(ends, probe.codes(), probe.predictions());
  }

  /**
   * The rule of one output.
   *
   * @param output from 0
   * @param units how many it has
   * @return null where it says no class
   */
  public @Nullable ClassRule rule(int output, int units) {
    return found(output, units).rule();
  }

  /**
   * Whether an output predicts values rather than classes, whatever rule the user gave.
   *
   * @param output from 0
   * @param units how many it has
   * @return true where its loss is one of values and says no class
   */
  boolean predictsValue(int output, int units) {
    return LossRule.isOfValues(ends.get(output)) && own(output, units).rule() == null;
  }

  private LossRule found(int output, int units) {
    if (chosen != null && chosen.suits(units)) {
      return new LossRule(chosen, "");
    }
    if (chosen != null && ends.size() == 1) {
      return new LossRule(
          null, String.format(Locale.ROOT, "rule %s does not suit its %d units", chosen, units));
    }
    return own(output, units);
  }

  private LossRule own(int output, int units) {
    TargetCode code = output < codes.size() ? codes.get(output) : TargetCode.OTHER;
    return LossRule.of(ends.get(output), units, code);
  }

  /**
   * Classes of all examples.
   *
   * @param outputs activations of the output layers
   * @param labels which classes the examples have
   * @return null where {@link #refusal} says why; else classes as {@link ClassLabels#among} numbers
   *     them
   */
  public int @Nullable [] of(List<Activations> outputs, ClassLabels labels) {
    if (refusal(outputs, labels) != null) {
      return null;
    }
    int[] predicted = new int[outputs.get(0).examples()];
    for (int output : saying(units(outputs))) {
      Activations values = outputs.get(output);
      ClassRule rule = rule(output, values.units());
      double[] row = new double[values.units()];
      for (int example = 0; rule != null && example < predicted.length; example++) {
        values.copy(example, 1, row);
        predicted[example] = predicted[example] * Math.max(2, row.length) + rule.classOf(row);
      }
    }
    return predicted;
  }

  /**
   * Why the network predicts none of the classes that the labels have.
   *
   * @param outputs activations of the output layers
   * @param labels which classes the examples have
   * @return null if it predicts them
   */
  public @Nullable String refusal(List<Activations> outputs, ClassLabels labels) {
    String none = refusal(units(outputs));
    if (none != null || outputs.isEmpty()) {
      return none == null ? "the network has no outputs" : none;
    }
    return labels.refusal(toldByEach(outputs).toArray());
  }

  /**
   * How many classes the outputs tell apart.
   *
   * @param outputs activations of the output layers
   * @return the product of what those that say classes tell apart
   */
  public long told(List<Activations> outputs) {
    return toldByEach(outputs).reduce(1, (one, other) -> one * other);
  }

  private LongStream toldByEach(List<Activations> outputs) {
    return saying(units(outputs)).stream()
        .mapToLong(output -> Math.max(2, outputs.get(output).units()));
  }

  private static int[] units(List<Activations> outputs) {
    return outputs.stream().mapToInt(Activations::units).toArray();
  }

  /** Outputs that are to say classes: those that predict no values, or all if all do. */
  private List<Integer> saying(int... units) {
    List<Integer> saying =
        IntStream.range(0, units.length)
            .filter(i -> rule(i, units[i]) != null || !predictsValue(i, units[i]))
            .boxed()
            .toList();
    return saying.isEmpty() ? IntStream.range(0, units.length).boxed().toList() : saying;
  }

  /** Why the outputs that are to say classes do not; null if they do. */
  @Nullable String refusal(int... units) {
    return saying(units).stream()
        .map(output -> refusalOf(output, units[output]))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Why one output says no class.
   *
   * @param output from 0
   * @param units how many it has
   * @return null if it says one
   */
  public @Nullable String refusalOf(int output, int units) {
    String reason = found(output, units).reason();
    return reason.isEmpty()
        ? null
        : String.format(
            Locale.ROOT,
            "no predictions: output '%s': %s; " + ANOTHER_RULE,
            ends.get(output).name(),
            reason);
  }
}
