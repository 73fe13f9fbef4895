// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.FrozenBins;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
 * dev.infoscope.estimate.Flag#UNDERSAMPLED}. Bins that come from data are frozen per layer at the
 * first usable snapshot; seeds depend on run, layer and unit only.
 */
public final class NeuronImportance implements CountedMeasure {
  private final NeuronSettings settings;
  private final FrozenBins bins;
  private final UnchangedLayers<Findings> unchanged = new UnchangedLayers<>();
  private @Nullable PermutationLaw law;

  /**
   * A measure for one run.
   *
   * @param settings how neurons are read
   */
  public NeuronImportance(NeuronSettings settings) {
    this.settings = settings;
    bins = new FrozenBins(settings.rule());
  }

  @Override
  public String name() {
    return "neurons";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return new NeuronCost(settings, snapshot).cost();
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Of a choice of each layer's neurons where all cost too much; the dead are counted of all. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    NeuronCost cost = new NeuronCost(settings, snapshot);
    int most = Cost.fitting(NeuronCost.FEWEST, cost.widest(), operations, cost::of);
    int labels = Arrays.hashCode(snapshot.labels());
    List<Findings> found = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      int width = seen.activations().units();
      int[] units = SeededChoice.of(width, most, Mix.at(settings.seed(), seen.layer().index()));
      long more = Mix.at(Mix.at(labels, snapshot.classes()), units.length);
      found.add(unchanged.of(seen, more, () -> findings(seen, snapshot, units)));
    }
    return Findings.together(found);
  }

  private Findings findings(LayerSnapshot seen, Snapshot snapshot, int... units) {
    int width = seen.activations().units();
    boolean whole = units.length == width;
    Ranks occurring = Ranks.of(snapshot.labels());
    Bins own = bins.of(seen);
    NeuronTable table =
        count(
            whole ? own : own.select(units),
            seen.activations().selectUnits(units),
            occurring.ranks(snapshot.labels()),
            occurring.size());
    LayerNeurons read = neurons(table, seen.layer());
    LayerNeurons all = whole ? read : states(own, seen);
    LayerNeurons neurons = whole ? read : read.withStatesOf(all, units);
    String note = whole ? "" : String.format(Locale.ROOT, "%d of %d units", units.length, width);
    ClassColumns classes = new ClassColumns(occurring, snapshot.classes());
    return findings(seen.layer().noted(note), table, classes, neurons, all);
  }

  private Findings findings(
      Layer layer,
      NeuronTable table,
      ClassColumns classes,
      LayerNeurons neurons,
      LayerNeurons all) {
    return new Findings(
        new NeuronReadings(layer, neurons, all, settings.top()).readings(),
        new NeuronMatrices(layer, table, classes, neurons, settings.top()).all());
  }

  @Override
  public SnapshotCounts counts(Snapshot like, SnapshotSummary summary) {
    int classes = Math.max(1, summary.labels().size());
    List<LayerSnapshot> rows = summary.rows(like).layers();
    List<@Nullable NeuronCounts> layers = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      layers.add(new NeuronCounts(bins.of(rows.get(i), summary.ofLayer(i)), classes));
    }
    return new PartCounts<>(SerialKind.UNIT_COUNTS, layers, feed(summary.labels()));
  }

  @Override
  public SnapshotCounts counts(SnapshotSummary summary, byte[] bytes) {
    return PartCounts.fromBytes(
        bytes, SerialKind.UNIT_COUNTS, NeuronCounts::read, feed(summary.labels()));
  }

  private static PartCounts.Feed<NeuronCounts> feed(Ranks occurring) {
    return (counts, layer, block, ids) ->
        counts.accept(block.layers().get(layer).activations(), occurring.ranks(block.labels()));
  }

  @Override
  public Findings findings(Snapshot like, SnapshotSummary summary, SnapshotCounts counts) {
    int layers = like.layers().size();
    PartCounts<NeuronCounts> counted = PartCounts.of(counts, SerialKind.UNIT_COUNTS, layers);
    ClassColumns classes = new ClassColumns(summary.labels(), like.classes());
    List<Findings> found = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      Layer layer = like.layers().get(i).layer();
      NeuronTable table = Require.given("counts", counted.part(i)).snapshot();
      LayerNeurons neurons = neurons(table, layer);
      found.add(findings(layer, table, classes, neurons, neurons));
    }
    return Findings.together(found);
  }

  /** All neurons without regard to classes: who is dead, always on or off, or repeats another. */
  private static LayerNeurons states(Bins bins, LayerSnapshot seen) {
    int[] one = new int[seen.activations().examples()];
    return LayerNeurons.of(count(bins, seen.activations(), one, 1), 0, 0);
  }

  /**
   * Reads the neurons of one layer; {@link #measure} turns them into readings.
   *
   * @param seen what was seen of the layer
   * @param snapshot labels of the examples; its own list of layers is not looked at
   * @return the neurons
   */
  public LayerNeurons neurons(LayerSnapshot seen, Snapshot snapshot) {
    return neurons(count(seen, snapshot), seen.layer());
  }

  private LayerNeurons neurons(NeuronTable table, Layer layer) {
    law = PermutationLaw.of(law, table.codes().classSizes());
    long seed = Mix.at(settings.seed(), layer.index());
    return LayerNeurons.of(table, new LabelPermutations(law, settings.permutations(), seed));
  }

  /**
   * Codes, ranges and means of a layer, per class that occurs.
   *
   * @param seen the layer's activations {@code [examples x units]}
   * @param snapshot it belongs to, for the labels
   * @return one row per unit
   */
  public NeuronTable count(LayerSnapshot seen, Snapshot snapshot) {
    Ranks occurring = Ranks.of(snapshot.labels());
    return count(
        bins.of(seen), seen.activations(), occurring.ranks(snapshot.labels()), occurring.size());
  }

  private static NeuronTable count(Bins bins, Activations values, int[] labels, int classes) {
    return new NeuronCounts(bins, Math.max(1, classes)).accept(values, labels).snapshot();
  }
}
