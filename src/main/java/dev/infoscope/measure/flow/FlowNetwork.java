// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a network's layers on the same examples, and which layer is computed from which.
 *
 * @param stages inputs first; every stage stands after those it is computed from
 */
public record FlowNetwork(List<Stage> stages) {
  /**
   * One layer or input.
   *
   * @param name unique in the network
   * @param values {@code [examples x units]}
   * @param sources positions of the stages it is computed from; empty for an input
   */
  public record Stage(String name, Activations values, List<Integer> sources) {
    /** Copies the list. */
    public Stage {
      sources = List.copyOf(sources);
    }
  }

  /**
   * Checks order and shapes.
   *
   * @throws IllegalArgumentException if there is nothing, a source does not come before, or numbers
   *     of examples differ
   */
  public FlowNetwork {
    stages = List.copyOf(stages);
    Require.that(!stages.isEmpty(), "stages (0) must be at least 1");
    int examples = stages.get(0).values().examples();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      Require.that(
          stage.values().examples() == examples,
          "layer %s has %d rows, layer %s %d",
          stage.name(),
          stage.values().examples(),
          stages.get(0).name(),
          examples);
      for (int source : stage.sources()) {
        Require.that(
            source >= 0 && source < i,
            "source %d of layer %s must be from 0 to %d",
            source,
            stage.name(),
            i - 1);
      }
    }
  }

  /**
   * Layers one after the other.
   *
   * @param names one per layer
   * @param values one per layer, from input to output
   * @return the chain
   */
  public static FlowNetwork chain(List<String> names, List<Activations> values) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      stages.add(new Stage(names.get(i), values.get(i), i == 0 ? List.of() : List.of(i - 1)));
    }
    return new FlowNetwork(stages);
  }

  /**
   * What was seen of a network: its inputs, then its layers in the order of the snapshot. A softmax
   * layer is taken by its logits, where they are known, since each softmax holds all logits; links
   * from what does not come before are left out.
   *
   * @param snapshot with at least one input or layer
   * @return the network
   */
  public static FlowNetwork of(Snapshot snapshot) {
    List<Stage> stages = new ArrayList<>();
    Map<Source, Integer> positions = new HashMap<>();
    for (InputSnapshot input : snapshot.inputs()) {
      positions.put(Source.input(stages.size()), stages.size());
      stages.add(new Stage(input.name(), input.activations(), List.of()));
    }
    for (LayerSnapshot seen : snapshot.layers()) {
      Activations logits = seen.logits();
      List<Integer> sources =
          seen.sources().stream().filter(positions::containsKey).map(positions::get).toList();
      positions.put(Source.layer(seen.layer().index()), stages.size());
      stages.add(
          new Stage(seen.layer().name(), logits == null ? seen.activations() : logits, sources));
    }
    return new FlowNetwork(stages);
  }

  /**
   * Number of examples.
   *
   * @return rows of every stage
   */
  public int examples() {
    return stages.get(0).values().examples();
  }

  /** All units of every stage. */
  List<int[]> allUnits() {
    List<int[]> all = new ArrayList<>();
    for (Stage stage : stages) {
      int[] units = new int[stage.values().units()];
      Arrays.setAll(units, unit -> unit);
      all.add(units);
    }
    return all;
  }
}
