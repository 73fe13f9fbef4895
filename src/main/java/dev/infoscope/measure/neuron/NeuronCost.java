// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Ranks;
import dev.infoscope.measure.Cost;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;

/**
 * What reading neurons costs in operations: a pass over all values, and for each neuron that is
 * read one draw per permutation, class and bin. Only classes that occur count.
 */
final class NeuronCost {
  /** Fewer of a layer's neurons than these are no distribution. */
  static final int FEWEST = 64;

  private static final double VALUE = 15; // range, fingerprint and code of one value
  private static final double CELL = 30; // of a table of classes and codes
  private static final double DRAW = 45;
  private static final double DEVIATION = 15; // of the draw, whose search begins at the middle

  private final Snapshot snapshot;
  private final double cells; // of one neuron
  private final double draw;
  private final int permutations;
  private final int widest;

  NeuronCost(NeuronSettings settings, Snapshot snapshot) {
    this.snapshot = snapshot;
    int codes = settings.rule().bins();
    cells = (double) Ranks.of(snapshot.labels()).size() * (codes - 1);
    double perClass = snapshot.examples() / Math.max(1, cells);
    draw = DRAW + DEVIATION * Math.sqrt(perClass);
    permutations = settings.permutations();
    widest =
        snapshot.layers().stream().mapToInt(seen -> seen.activations().units()).max().orElse(0);
  }

  Cost cost() {
    return Cost.of(FEWEST, widest, this::of);
  }

  /** Units of the widest layer. */
  int widest() {
    return widest;
  }

  /** Of at most so many neurons of each layer. */
  double of(int most) {
    double sum = 0;
    for (LayerSnapshot seen : snapshot.layers()) {
      int units = seen.activations().units();
      double read = Math.min(units, most);
      sum += VALUE * snapshot.examples() * (units + read);
      sum += read * cells * (CELL + draw * permutations);
    }
    return sum;
  }
}
