// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a run, from input to output, the same in every epoch. Unless {@code layers.json}
 * says otherwise each is computed from the one before it.
 *
 * @param facts of each layer
 * @param units of each layer, by name; empty until known
 */
record LayerChain(List<LayerFacts> facts, Map<String, Integer> units) {
  private static final Set<String> INPUT = Set.of("inputs", "input");

  static LayerChain of(
      EpochFolder epoch,
      EpochFiles files,
      @Nullable RunLayout layout,
      Map<String, LayerWeights> weights) {
    Set<String> there = files.layers().keySet();
    List<LayerFacts> facts = withFunctions(named(epoch, layout, there), weights);
    LayerChain chain = new LayerChain(facts, Map.of());
    chain.requireLayers(epoch, there);
    chain.requireFunctions(weights, RunLayout.NAME);
    weights.keySet().forEach(name -> requireLayer(epoch, there, name));
    facts.forEach(each -> chain.requireSources(epoch, each));
    return chain;
  }

  private static List<LayerFacts> named(
      EpochFolder epoch, @Nullable RunLayout layout, Set<String> there) {
    List<LayerFacts> named =
        layout == null ? there.stream().map(LayerFacts::named).toList() : layout.layers();
    if (named.isEmpty()) {
      throw new InputException(
          epoch.path(), "holds no layer: no .npy, .npz or .csv but labels, predictions or inputs");
    }
    return named;
  }

  /** The activation functions are saved with the weights; a softmax at the end is the output. */
  private static List<LayerFacts> withFunctions(
      List<LayerFacts> named, Map<String, LayerWeights> weights) {
    List<LayerFacts> facts = new ArrayList<>();
    for (LayerFacts each : named) {
      LayerWeights own = weights.get(each.name());
      facts.add(own == null ? each : each.with(own.activation()));
    }
    LayerFacts last = facts.get(facts.size() - 1);
    facts.set(facts.size() - 1, MapReader.isSoftmax(last.activation()) ? last.asOutput() : last);
    return List.copyOf(facts);
  }

  List<String> names() {
    return facts.stream().map(LayerFacts::name).toList();
  }

  LayerChain withUnits(Map<String, Matrix> values) {
    Map<String, Integer> widths = new HashMap<>();
    values.forEach((name, matrix) -> widths.put(name, matrix.columns()));
    return new LayerChain(facts, Map.copyOf(widths));
  }

  private static void requireLayer(EpochFolder epoch, Set<String> there, String weights) {
    if (!there.contains(weights)) {
      throw new InputException(
          epoch.path(), "has weights of " + weights + ", which is none of its layers " + there);
    }
  }

  private void requireSources(EpochFolder epoch, LayerFacts of) {
    if (of.from() != null) {
      for (String name : of.from()) {
        boolean before =
            names().indexOf(name) >= 0 && names().indexOf(name) < names().indexOf(of.name());
        if (!before && !INPUT.contains(name)) {
          throw new InputException(
              epoch.path().resolveSibling(RunLayout.NAME),
              "from (" + name + ") of " + of.name() + " must be inputs or a layer before it");
        }
      }
    }
  }

  /**
   * Demands the same layers.
   *
   * @throws InputException with those that are missing or new
   */
  void requireLayers(EpochFolder epoch, Set<String> there) {
    Set<String> missing = new TreeSet<>(names());
    missing.removeAll(there);
    Set<String> other = new TreeSet<>(there);
    other.removeAll(names());
    if (!missing.isEmpty() || !other.isEmpty()) {
      throw new InputException(
          epoch.path(),
          (missing.isEmpty() ? "" : "lacks layers " + missing)
              + (missing.isEmpty() || other.isEmpty() ? "" : " and ")
              + (other.isEmpty() ? "" : "has layers " + other + " that the run has not"));
    }
  }

  /**
   * Demands that weights say no other activation function.
   *
   * @param elsewhere where else it is said
   * @throws InputException with both
   */
  void requireFunctions(Map<String, LayerWeights> weights, String elsewhere) {
    for (LayerFacts each : facts) {
      LayerWeights own = weights.get(each.name());
      if (own != null && own.activation() != null) {
        each.requireFunction(own.matrix().file(), own.activation(), elsewhere);
      }
    }
  }

  /**
   * Demands the same widths.
   *
   * @throws InputException with both
   */
  void requireUnits(Map<String, Matrix> values) {
    values.forEach(
        (name, matrix) -> {
          Integer known = units.get(name);
          if (known != null && known != matrix.columns()) {
            throw new InputException(
                matrix.file(),
                "%d units, in the first epoch %d; all epochs must be of one network",
                matrix.columns(),
                known);
          }
        });
  }

  /** A name for the inputs that no layer has; that of a DL4J network unless one has it. */
  String inputName() {
    String name = "input";
    while (names().contains(name)) {
      name += "_";
    }
    return name;
  }

  /** Whether a layer is computed from the inputs of the network, alone or among others. */
  boolean readsInputs(int index) {
    List<String> from = facts.get(index).from();
    return from == null ? index == 0 : !names().containsAll(from);
  }

  /** What a layer is computed from; empty if that is not known. */
  List<Source> sources(int index, boolean hasInputs) {
    List<String> from = facts.get(index).from();
    if (from == null) {
      return index > 0
          ? List.of(Source.layer(index - 1))
          : hasInputs ? List.of(Source.input(0)) : List.of();
    }
    List<Source> sources = new ArrayList<>();
    for (String name : from) {
      int layer = names().indexOf(name);
      if (layer >= 0) {
        sources.add(Source.layer(layer));
      } else if (hasInputs) {
        sources.add(Source.input(0));
      }
    }
    return sources;
  }

  /** Values that a function can take; null if unbounded, or not known to this version. */
  static @Nullable Range range(@Nullable String function) {
    try {
      return MapReader.range(function);
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }
}
