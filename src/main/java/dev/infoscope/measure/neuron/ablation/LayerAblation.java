// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronImportance;
import dev.infoscope.measure.neuron.NeuronSettings;
import dev.infoscope.measure.neuron.NeuronTable;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ablates one layer of an examined network: neurons are ranked, and their means taken, on some
 * examples, the accuracy on others.
 */
public final class LayerAblation {
  private final AblationSettings settings;

  /**
   * A way to ablate layers.
   *
   * @param settings how; when does not matter here
   */
  public LayerAblation(AblationSettings settings) {
    this.settings = settings;
  }

  /**
   * Ranks the neurons of a layer and removes them in all orders, by weight magnitude too if the
   * layer's weights are known.
   *
   * @param ranked what was seen of the layer on the examples of the ranking
   * @param ranking the snapshot it belongs to
   * @param tested the snapshot for the accuracy, with network access; may be the same
   * @param rows examples of it that count, better none of the ranking
   * @return the study
   * @throws IllegalArgumentException if there is no network access, the network predicts no
   *     classes, a value is NaN or infinite, or the layer's shapes disagree
   */
  public AblationStudy study(LayerSnapshot ranked, Snapshot ranking, Snapshot tested, int[] rows) {
    Layer layer = ranked.layer();
    NeuronTable table = new NeuronImportance(settings()).count(ranked, ranking);
    double[] replacements = settings.value().of(table.values());
    long seed = Mix.at(settings.seed(), layer.index());
    LayerNeurons neurons = LayerNeurons.of(table, 0, seed);
    AblationTarget target = target(seen(tested, layer), tested, rows, replacements);
    return AblationStudy.of(
        target,
        orders(neurons, ranked.map()),
        settings.randomOrders(),
        settings.mostOrders(),
        seed);
  }

  private NeuronSettings settings() {
    return NeuronSettings.defaults().withRule(settings.rule()).withPermutations(0);
  }

  private static LayerSnapshot seen(Snapshot snapshot, Layer layer) {
    return snapshot.layers().stream()
        .filter(other -> other.layer().index() == layer.index())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT, "layer (%s) must be in both snapshots", layer.name())));
  }

  private static List<AblationOrder> orders(LayerNeurons neurons, @Nullable ObservedMap map) {
    return map == null || map.dense().outputs() != neurons.neurons().size()
        ? AblationOrder.of(neurons)
        : AblationOrder.of(neurons, map.dense().magnitudes());
  }

  private AblationTarget target(
      LayerSnapshot seen, Snapshot tested, int[] rows, double[] replacements) {
    NetworkAccess access = tested.access();
    Require.that(access != null, "the snapshot has no network access");
    DenseNetwork above = dense(Objects.requireNonNull(access).denseAbove(seen.layer()));
    if (above == null || above.classes() != tested.classes()) {
      return new AccessAblation(
          access, seen.layer(), replacements, tested.labels(), rows, settings.points());
    }
    int[] labels = Arrays.stream(rows).map(row -> tested.labels()[row]).toArray();
    return DenseAblation.above(above, replacements, rows(seen.activations(), rows), labels);
  }

  /** Null if nothing is known, or a layer has an activation function that is not run here. */
  private static @Nullable DenseNetwork dense(@Nullable List<DenseMap> maps) {
    return maps == null
            || maps.isEmpty()
            || !maps.stream().map(DenseMap::activation).allMatch(DenseNetwork::runs)
        ? null
        : new DenseNetwork(maps);
  }

  /** The chosen rows of a layer. */
  static Activations rows(Activations all, int[] rows) {
    int units = all.units();
    double[] chosen = new double[rows.length * units];
    double[] row = new double[units];
    for (int i = 0; i < rows.length; i++) {
      all.copy(rows[i], 1, row);
      System.arraycopy(row, 0, chosen, i * units, units);
    }
    return Activations.of(chosen, units);
  }
}
