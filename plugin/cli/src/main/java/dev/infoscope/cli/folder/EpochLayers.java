// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes snapshots of layers out of what one epoch holds.
 *
 * @param tables what it holds
 */
record EpochLayers(EpochTables tables) {

  /** What a layer is given. */
  private record Given(
      @Nullable Activations values, @Nullable Range bounds, @Nullable String feeder) {
    static final Given NOTHING = new Given(null, null, null);
  }

  List<LayerSnapshot> snapshots(List<InputSnapshot> inputs, Map<String, String> skipped) {
    Map<String, LayerWeights> weights = tables.weights();
    List<LayerSnapshot> made = new ArrayList<>();
    for (LayerFacts facts : tables.chain().facts()) {
      int index = made.size();
      Activations own = tables.values(facts);
      List<Source> sources = tables.chain().sources(index, !inputs.isEmpty());
      LayerWeights saved = weights.get(facts.name());
      Given given = given(sources, inputs, made, saved);
      Activations logits = null;
      ObservedMap map = null;
      tellUnknown(facts, skipped);
      if (saved != null) {
        saved.requireUnits(facts.name(), own.units());
        boolean softmax = MapReader.isSoftmax(facts.activation());
        logits = softmax && given.values() != null ? MapReader.logits(saved, given.values()) : null;
        map = map(facts, saved, given, softmax ? logits : own, skipped);
      } else if (!weights.isEmpty()) {
        skipped.put(facts.name() + " (causal)", "its weights are not saved");
      }
      made.add(
          new LayerSnapshot(
              layer(index, facts, Objects.requireNonNull(tables.notes().get(facts.name()))),
              own,
              map,
              sources,
              logits));
    }
    return made;
  }

  /** As it is called in readings. */
  private static Layer layer(int index, LayerFacts facts, String reduction) {
    return new Layer(
        index, facts.name(), facts.kind(), LayerChain.range(facts.activation()), reduction);
  }

  private static void tellUnknown(LayerFacts facts, Map<String, String> skipped) {
    try {
      MapReader.range(facts.activation());
    } catch (IllegalArgumentException unknown) {
      skipped.put(facts.name() + " (range)", String.valueOf(unknown.getMessage()));
    }
  }

  private Given given(
      List<Source> sources,
      List<InputSnapshot> inputs,
      List<LayerSnapshot> before,
      @Nullable LayerWeights saved) {
    if (sources.size() != 1 || saved == null) {
      return Given.NOTHING;
    }
    int index = sources.get(0).layerIndex().orElse(-1);
    Activations from = index < 0 ? inputs.get(0).activations() : before.get(index).activations();
    Range bounds = index < 0 ? null : before.get(index).layer().range();
    if (from.units() != saved.matrix().rows()) { // a convolution, or something between
      return new Given(null, bounds, null);
    }
    ObservedMap other = index < 0 ? null : before.get(index).map();
    boolean feeds = other != null && before.get(index).logits() == null && other.note().isEmpty();
    return new Given(from, bounds, feeds ? before.get(index).layer().name() : null);
  }

  private static @Nullable ObservedMap map(
      LayerFacts facts,
      LayerWeights saved,
      Given given,
      @Nullable Activations output,
      Map<String, String> skipped) {
    String function = facts.activation();
    String part = facts.name() + " (causal)";
    if (function == null) {
      skipped.put(part, "no activation function is said, in its weights or in layers.json");
      return null;
    }
    try {
      return MapReader.map(saved, function, given.values(), given.bounds(), output, given.feeder());
    } catch (IllegalArgumentException unknown) {
      skipped.put(part, String.valueOf(unknown.getMessage()));
      return null;
    }
  }
}
