// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.discrete.Activations;
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
  private static final String OTHER_ORDER =
      "its logits are not known: its weights and its sources, side by side in the order of from,"
          + " do not give what it puts out";

  List<LayerSnapshot> snapshots(List<InputSnapshot> inputs, Map<String, String> skipped) {
    Map<String, LayerWeights> weights = tables.weights();
    List<LayerSnapshot> made = new ArrayList<>();
    for (LayerFacts facts : tables.chain().facts()) {
      int index = made.size();
      Activations own = tables.values(facts);
      List<Source> sources = tables.chain().sources(index, !inputs.isEmpty());
      LayerWeights saved = weights.get(facts.name());
      Activations logits = null;
      ObservedMap map = null;
      tellUnknown(facts, skipped);
      if (saved != null) {
        saved.requireUnits(facts.name(), own.units());
        LayerInput given = given(index, sources, inputs, made, saved);
        boolean softmax = MapReader.isSoftmax(facts.activation());
        logits = softmax ? logits(saved, given, sources.size(), own) : null;
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

  private LayerInput given(
      int index,
      List<Source> sources,
      List<InputSnapshot> inputs,
      List<LayerSnapshot> before,
      LayerWeights saved) {
    if (!saved.unlike().isEmpty()) {
      return LayerInput.ofNoMatrix(saved.unlike());
    }
    if (inputs.isEmpty() && tables.chain().readsInputs(index)) {
      return LayerInput.unknown("there is no inputs.npy, .npz or .csv beside the epochs");
    }
    if (sources.isEmpty()) {
      return LayerInput.unknown("from in layers.json names no source");
    }
    List<LayerInput.Part> parts = new ArrayList<>();
    for (Source source : sources) {
      int layer = source.layerIndex().orElse(-1);
      parts.add(
          layer < 0
              ? new LayerInput.Part(EpochFiles.INPUTS, inputs.get(0).activations(), null, false)
              : part(before.get(layer)));
    }
    return LayerInput.of(parts, saved.matrix().rows());
  }

  /** Null where they are not known, or several sources are in another order than the weights. */
  private static @Nullable Activations logits(
      LayerWeights saved, LayerInput given, int sources, Activations own) {
    if (given.values() == null) {
      return null;
    }
    Activations logits = MapReader.logits(saved, given.values());
    return sources == 1 || MapReader.isSoftmaxOf(own, logits) ? logits : null;
  }

  private static LayerInput.Part part(LayerSnapshot before) {
    ObservedMap map = before.map();
    boolean feeds = map != null && before.logits() == null && map.note().isEmpty();
    Layer layer = before.layer();
    return new LayerInput.Part(layer.name(), before.activations(), layer.range(), feeds);
  }

  private static @Nullable ObservedMap map(
      LayerFacts facts,
      LayerWeights saved,
      LayerInput given,
      @Nullable Activations output,
      Map<String, String> skipped) {
    String function = facts.activation();
    String part = facts.name() + " (causal)";
    if (function == null) {
      skipped.put(
          part,
          saved.activation() == null
              ? "no activation function is said, in its weights or in layers.json"
              : "its weights say an activation function that those of the first epoch did not; say"
                  + " it in layers.json");
      return null;
    }
    if (output == null || given.values() == null && given.bounds() == null) {
      skipped.put(part, given.unknown().isEmpty() ? OTHER_ORDER : given.unknown());
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
