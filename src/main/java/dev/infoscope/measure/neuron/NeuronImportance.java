// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.count.Mix;
import dev.infoscope.count.Require;
import dev.infoscope.count.ValueSummary;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Layer;
import dev.infoscope.measure.LayerSnapshot;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Entropy, class information and KL selectivity of single neurons (Amjad, Liu and Geiger 2021,
 * arXiv 1804.06679): how they are distributed over each layer, the neurons that have most, and how
 * many are dead.
 *
 * <p>Within a layer, neurons with little information or selectivity can often be removed first, at
 * least under rectifiers. That is no rule for single neurons: two that share a secret read 0 each
 * and matter both, two equal ones read high and one of them does not matter. Layers must not be
 * compared with each other.
 *
 * <p>A layer with NaN or infinite values reads {@code NaN} with the flag {@link
 * dev.infoscope.estimate.Flag#NOT_FINITE}, one without rows {@code NaN} with {@link
 * dev.infoscope.estimate.Flag#UNDERSAMPLED}. Edges that come from data are frozen per layer at the
 * first usable snapshot; seeds depend on run, layer and unit only.
 */
public final class NeuronImportance implements Measure {
  private final Settings settings;
  private final Map<Integer, UnitEdges> frozen = new HashMap<>();

  /**
   * How neurons are read.
   *
   * @param rule how values become codes
   * @param top how many neurons per layer and quantity get a reading of their own, at least 0
   * @param permutations of the labels for each null, at least 0
   * @param seed of the run
   */
  public record Settings(UnitRule rule, int top, int permutations, long seed) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number is below 0
     */
    public Settings {
      Require.atLeast("top", top, 0);
      Require.atLeast("permutations", permutations, 0);
    }

    /**
     * One bit by the activation function, 16 neurons, 100 permutations.
     *
     * @param seed of the run
     * @return the defaults
     */
    public static Settings defaults(long seed) {
      return new Settings(UnitRule.oneBit(), 16, 100, seed);
    }
  }

  /**
   * A measure for one run.
   *
   * @param settings how neurons are read
   */
  public NeuronImportance(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "neuron-importance";
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot layer : snapshot.layers()) {
      LayerNeurons neurons = neurons(layer, snapshot);
      readings.addAll(new NeuronReadings(layer.layer(), neurons, settings.top()).readings());
    }
    return Findings.of(readings);
  }

  /**
   * Reads the neurons of one layer; {@link #measure} turns them into readings.
   *
   * @param seen what was seen of the layer
   * @param snapshot labels of the examples; its own list of layers is not looked at
   * @return the neurons
   */
  public LayerNeurons neurons(LayerSnapshot seen, Snapshot snapshot) {
    Layer layer = seen.layer();
    NeuronTable table =
        new NeuronCounts(edges(seen), snapshot.classes())
            .accept(seen.activations(), snapshot.labels())
            .snapshot();
    return LayerNeurons.of(table, settings.permutations(), Mix.at(settings.seed(), layer.index()));
  }

  /** A layer that is constant or not finite would freeze useless edges; it waits. */
  private UnitEdges edges(LayerSnapshot seen) {
    UnitEdges known = frozen.get(seen.layer().index());
    if (known != null) {
      return known;
    }
    ValueSummary summary = ValueSummary.of(seen.activations());
    boolean usable = summary.notFinite() == 0 && summary.range() != null;
    boolean needsData = settings.rule().needsData(seen.layer());
    if (needsData && !usable) {
      return UnitEdges.threshold(0, seen.activations().units()); // nothing will be read
    }
    UnitEdges found = settings.rule().edges(seen.layer().range(), seen.activations());
    if (!needsData || !summary.range().isPoint()) {
      frozen.put(seen.layer().index(), found);
    }
    return found;
  }
}
