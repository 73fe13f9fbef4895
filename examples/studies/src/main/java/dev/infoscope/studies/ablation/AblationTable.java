// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.ablation;

import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.measure.neuron.ablation.AblationFinding;
import dev.infoscope.measure.neuron.ablation.AblationOrder.Direction;
import dev.infoscope.measure.neuron.ablation.AblationStudy;
import dev.infoscope.measure.neuron.ablation.AblationValue;
import dev.infoscope.studies.ablation.AblationRun.Scope;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.nd4j.linalg.activations.Activation;

/** What the runs of one activation function found, beside version 1 of the paper. */
final class AblationTable {
  private static final List<String> QUANTITIES =
      List.of(
          "entropy",
          "label information",
          "KL selectivity",
          "class selectivity",
          "weight magnitude");

  private final Activation activation;
  private final List<AblationRun> runs;
  private final StringBuilder text = new StringBuilder();

  AblationTable(Activation activation, List<AblationRun> runs) {
    this.activation = activation;
    this.runs = runs;
  }

  void print(PrintStream out) {
    areas();
    values();
    if (activation == Activation.SIGMOID) {
      besideVersionOne();
    }
    ranges();
    verdicts();
    pruning();
    hypotheses();
    out.println(text);
  }

  private void line(String template, Object... values) {
    text.append(String.format(Locale.ROOT, template, values)).append('\n');
  }

  private double mean(ToDoubleFunction<AblationRun> value) {
    return runs.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  private static Optional<AblationFinding> finding(
      AblationRun run, Scope scope, AblationValue value, String quantity, Direction direction) {
    return run.study(scope, value).findings().stream()
        .filter(found -> found.curve().order().quantity().equals(quantity))
        .filter(found -> found.curve().order().direction() == direction)
        .findFirst();
  }

  private static double difference(
      AblationRun run, Scope scope, String quantity, Direction direction) {
    return finding(run, scope, AblationValue.MEAN, quantity, direction)
        .map(AblationFinding::areaDifference)
        .orElse(Double.NaN);
  }

  private static double lowLessHigh(AblationRun run, Scope scope, String quantity) {
    return difference(run, scope, quantity, Direction.LOW_FIRST)
        - difference(run, scope, quantity, Direction.HIGH_FIRST);
  }

  private void areas() {
    line("");
    line(
        "%s, 784-100-100-10, %d networks: area under the accuracy curve, ablation to the mean",
        activation, runs.size());
    line("less that of random orders: low first / high first, and low less high per network");
    for (Scope scope : Scope.values()) {
      double area = mean(run -> run.study(scope, AblationValue.MEAN).random().area());
      double spread = mean(run -> run.study(scope, AblationValue.MEAN).random().areaDeviation());
      line("  %s: random %.3f (deviation over orders %.3f)", scope.words(), area, spread);
      QUANTITIES.forEach(quantity -> area(scope, quantity));
    }
  }

  private void area(Scope scope, String quantity) {
    double low = mean(run -> difference(run, scope, quantity, Direction.LOW_FIRST));
    double high = mean(run -> difference(run, scope, quantity, Direction.HIGH_FIRST));
    if (!Double.isNaN(low)) {
      line("    %-18s %+.3f / %+.3f   %s", quantity, low, high, each(scope, quantity));
    }
  }

  private String each(Scope scope, String quantity) {
    return runs.stream()
        .map(run -> String.format(Locale.ROOT, "%+.3f", lowLessHigh(run, scope, quantity)))
        .collect(Collectors.joining(" "));
  }

  private void values() {
    line("area of random orders, ablation to zero / to the mean");
    for (Scope scope : Scope.values()) {
      line(
          "  %-11s %.3f / %.3f",
          scope.words(),
          mean(run -> run.study(scope, AblationValue.ZERO).random().area()),
          mean(run -> run.study(scope, AblationValue.MEAN).random().area()));
    }
  }

  private double after(Scope scope, AblationValue value, String quantity, Direction direction) {
    return mean(
        run -> {
          AblationStudy study = run.study(scope, value);
          return direction == Direction.RANDOM
              ? study.random().mean()[VersionOne.REMOVED]
              : finding(run, scope, value, quantity, direction)
                  .map(found -> found.curve().accuracies()[VersionOne.REMOVED])
                  .orElse(Double.NaN);
        });
  }

  private void besideVersionOne() {
    line(
        "test accuracy after %d neurons, ours (mean of networks) and version 1 (off its figures)",
        VersionOne.REMOVED);
    VersionOne.POINTS.forEach(this::beside);
  }

  private void beside(VersionOne.Point point) {
    line(
        "  %-11s to %-4s %-18s %-10s %.2f   %s",
        point.scope().words(),
        point.value().name().toLowerCase(Locale.ROOT),
        point.quantity(),
        point.direction().words(),
        after(point.scope(), point.value(), point.quantity(), point.direction()),
        point.read());
  }

  private void ranges() {
    line(
        "over neurons, smallest; median; largest (mean of networks), bits%s",
        activation == Activation.SIGMOID ? ", and version 1's range" : "");
    for (int layer = 0; layer < AblationRun.HIDDEN; layer++) {
      range(layer, NeuronQuantity.ENTROPY);
      range(layer, NeuronQuantity.LABEL_INFORMATION);
      range(layer, NeuronQuantity.SELECTIVITY);
    }
  }

  private void range(int layer, NeuronQuantity quantity) {
    line(
        "  layer %d %-18s %.2f; %.2f; %.2f   %s",
        layer + 1,
        quantity.words(),
        mean(run -> sorted(run, layer, quantity)[0]),
        mean(run -> sorted(run, layer, quantity)[AblationRun.WIDTH / 2]), // the upper of two
        mean(run -> sorted(run, layer, quantity)[AblationRun.WIDTH - 1]),
        activation == Activation.SIGMOID ? VersionOne.range(layer, quantity) : "");
  }

  private static double[] sorted(AblationRun run, int layer, NeuronQuantity quantity) {
    double[] values = quantity.of(run.neurons().get(layer));
    Arrays.sort(values);
    return values;
  }

  private void verdicts() {
    line("does low first beat high first in area, mean over networks?");
    for (Scope scope : List.of(Scope.LAYER_1, Scope.LAYER_2)) {
      verdict(scope, "label information");
      verdict(scope, "KL selectivity");
    }
    double joint =
        mean(run -> difference(run, Scope.JOINT, "label information", Direction.LOW_FIRST));
    line(
        "does low label information first over both layers fall below random? %s (%+.3f)",
        joint < 0 ? "yes" : "NO", joint);
  }

  private void verdict(Scope scope, String quantity) {
    double mean = mean(run -> lowLessHigh(run, scope, quantity));
    long times = runs.stream().filter(run -> lowLessHigh(run, scope, quantity) > 0).count();
    line(
        "  %s, %s: %s (%+.3f; in %d of %d networks)",
        scope.words(), quantity, mean > 0 ? "yes" : "NO", mean, times, runs.size());
  }

  private void pruning() {
    line("neurons flagged on the validation data, and test accuracy without the dead and doubles");
    for (AblationRun run : runs) {
      line(
          "  seed %d: dead %s, duplicates %s, always on %s, always off %s; %.4f -> %.4f (%+.2f %%)",
          run.seed(),
          counts(run, layer -> layer.dead().size()),
          counts(run, layer -> layer.duplicates().size()),
          counts(run, layer -> layer.alwaysOn().size()),
          counts(run, layer -> layer.alwaysOff().size()),
          run.accuracy(),
          run.prunedAccuracy(),
          100 * (run.prunedAccuracy() - run.accuracy()));
    }
  }

  private static String counts(AblationRun run, ToIntFunction<LayerNeurons> count) {
    return run.neurons().stream()
        .map(layer -> String.valueOf(count.applyAsInt(layer)))
        .collect(Collectors.joining("+"));
  }

  private void hypotheses() {
    line(
        "network of seed %d, distance from random in its deviations, neurons until the accuracy",
        runs.get(0).seed());
    line("falls below 95 %% of the intact one, and what it suggests");
    for (Scope scope : Scope.values()) {
      for (AblationFinding found : runs.get(0).study(scope, AblationValue.MEAN).findings()) {
        hypothesis(scope, found);
      }
    }
  }

  private void hypothesis(Scope scope, AblationFinding found) {
    OptionalInt damage = found.curve().unitsToDamage();
    line(
        "  %-11s %-18s %-10s %+6.1f %4s  %s",
        scope.words(),
        found.curve().order().quantity(),
        found.curve().order().direction().words(),
        found.distance(),
        damage.isPresent() ? String.valueOf(damage.getAsInt()) : "-",
        found.hypothesis());
  }
}
