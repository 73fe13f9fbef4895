// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.flow.FlowMetrics;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.relay.RelayMetrics;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What measures of neurons and links would say of a {@link SampleRun}; made up. */
final class SampleModules {
  static final int CLASSES = 4;
  private static final List<String> QUANTITIES =
      List.of("entropy", "label information", "selectivity", "other");

  private SampleModules() {}

  /** Class-by-neuron matrices of every layer, and the links between two of them. */
  static List<Matrix> matrices(int layers, double progress) {
    List<Matrix> all = new ArrayList<>();
    for (int at = 0; at < layers; at++) {
      Layer layer = SampleRun.layer(at);
      List<String> units = names(units(at));
      all.add(
          new Matrix(
              RelayMetrics.ESSENTIALITY, layer, names(CLASSES), units, modules(at, progress)));
      all.add(
          new Matrix(RelayMetrics.UNIQUE, layer, names(CLASSES), units, modules(at, progress / 3)));
      all.add(
          new Matrix(
              NeuronMetrics.QUANTITIES, layer, QUANTITIES, units, modules(at, 1 - progress)));
      if (at > 0) {
        all.add(
            new Matrix(FlowMetrics.LINKS, layer, names(units(at - 1)), units, links(at, progress)));
      }
    }
    return all;
  }

  /** How many links the matrices of so many layers hold. */
  static int links(int layers) {
    return IntStream.range(1, layers).map(at -> units(at - 1) * units(at)).sum();
  }

  private static int units(int layer) {
    return Math.max(3, 24 - 4 * layer);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  /** Each neuron serves one class; the first is not known, the second hinders. */
  private static double[] modules(int layer, double progress) {
    int units = units(layer);
    double[] values = new double[CLASSES * units];
    SplittableRandom random = new SplittableRandom(layer);
    for (int i = 0; i < values.length; i++) {
      boolean own = i % units % CLASSES == i / units;
      values[i] = 0.4 * random.nextDouble() * (own ? progress : 0.1 * (1 - progress));
    }
    values[0] = Double.NaN;
    values[1] = -0.02 * progress;
    return values;
  }

  private static double[] links(int target, double progress) {
    double[] values = new double[units(target - 1) * units(target)];
    SplittableRandom random = new SplittableRandom(100 + target);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.pow(random.nextDouble(), 4) * (0.2 + progress);
    }
    return values;
  }

  /** The causal plane, and drift that strikes the second layer at two thirds of the run. */
  static List<Reading> readings(int at, int epoch, int epochs) {
    Layer layer = SampleRun.layer(at);
    double progress = (double) epoch / epochs;
    boolean struck = at == 1 && epoch == 2 * epochs / 3;
    boolean compressed = at == 3 && epoch >= epochs / 4;
    Uncertainty none = Uncertainty.of(2000, Double.NaN);
    Map<String, String> quantity = Map.of("quantity", "input", "basis", "pairwise");
    String source = at == 0 ? "input" : SampleRun.layer(at - 1).name();
    Map<String, String> pair = Map.of("source", source, "target", layer.name());
    return List.of(
        new Reading(FlowMetrics.FLOW, layer, pair, 0.1 + 0.05 * at + progress, none, Set.of()),
        new Reading(
            CausalMetrics.SENSITIVITY, layer, Map.of(), 1 + at + 2 * progress, none, Set.of()),
        new Reading(
            CausalMetrics.DEGENERACY, layer, Map.of("kind", "parts"), 1 - progress, none, Set.of()),
        progress < 0.1
            ? new Reading(
                DriftMetrics.ZSCORE, layer, quantity, Double.NaN, none, Set.of(Flag.UNDEFINED))
            : new Reading(
                DriftMetrics.ZSCORE, layer, quantity, struck ? -6.5 : 0.3, none, Set.of()),
        new Reading(DriftMetrics.OUTSIDE, layer, quantity, struck ? 1 : 0, none, Set.of()),
        new Reading(
            DriftMetrics.CHANGE_EPOCH,
            layer,
            Map.of("event", "compression", "basis", "pairwise"),
            compressed ? epochs / 4 : 0,
            none,
            Set.of()));
  }
}
