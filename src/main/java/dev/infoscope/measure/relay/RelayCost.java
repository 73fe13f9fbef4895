// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Ranks;
import dev.infoscope.measure.Cost;
import dev.infoscope.network.Snapshot;

/**
 * What relay information costs in operations: levels of all neurons, then per class a path through
 * the neurons that were chosen. Classes that do not occur cost nothing.
 */
final class RelayCost {
  /** Fewer of a layer's neurons than these are no choice. */
  static final int FEWEST = 128;

  private static final double VALUE = 130; // sorting a neuron's values, and packing them
  private static final double STEP = 2; // one pattern, for one neuron that may leave
  private static final double PAIR = 4; // a class and a prediction under the null

  private final RelaySettings settings;
  private final Snapshot snapshot;
  private final double symbols;
  private final int widest;

  RelayCost(RelaySettings settings, Snapshot snapshot) {
    this.settings = settings;
    this.snapshot = snapshot;
    symbols = Ranks.of(snapshot.labels()).size();
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
    return snapshot.layers().stream()
        .filter(seen -> !RelayMeasure.isOutput(seen.layer().kind()))
        .mapToDouble(seen -> layer(seen.activations().units(), most))
        .sum();
  }

  private double layer(int width, int most) {
    Preselection preselection = settings.preselection();
    int units = Math.min(most, width);
    double looked = preselection.applies(width) ? preselection.neurons() : units;
    double classes = Math.min(settings.classes(), snapshot.classes());
    double rows = snapshot.examples();
    return VALUE * rows * units
        + STEP * classes * looked * looked * rows
        + PAIR * symbols * symbols;
  }
}
