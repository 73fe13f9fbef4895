// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.Ranks;
import dev.infoscope.measure.Cost;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;

/**
 * What usable information costs in operations: a few dozen passes over the values per class for the
 * readers of the true labels, one or two for those of shuffled labels, most of which soon fall so
 * far behind that they are given up.
 */
final class UsableCost {
  /** A reader of fewer units of a wide layer says little of it. */
  static final int FEWEST = 16;

  private static final int MOST_WEIGHTS = 1 << 18; // a fit keeps some thirty copies of them
  private static final double VALUE = 12; // to standardise
  private static final double FIT = 20; // per value and class, all steps together
  private static final double CHANCE = 1; // the same of shuffled labels
  private static final double SCORE = 4; // what an exponential costs, in units

  private final UsableSettings settings;
  private final Snapshot snapshot;
  private final int classes;
  private final int widest;

  UsableCost(UsableSettings settings, Snapshot snapshot) {
    this.settings = settings;
    this.snapshot = snapshot;
    classes = Ranks.of(snapshot.labels()).size();
    widest =
        snapshot.layers().stream().mapToInt(seen -> seen.activations().units()).max().orElse(0);
  }

  Cost cost() {
    return Cost.of(FEWEST, widest(), this::of);
  }

  /** Units that a reader would see of the widest layer. */
  int widest() {
    return Math.min(widest, units(settings, classes));
  }

  /** Units that a reader may see: of very many classes fewer, so that its weights fit in memory. */
  static int units(UsableSettings settings, int classes) {
    return Math.min(settings.units(), Math.max(1, MOST_WEIGHTS / Math.max(1, classes)));
  }

  /** Of at most so many units of each layer. */
  double of(int most) {
    double sum = 0;
    for (LayerSnapshot seen : snapshot.layers()) {
      double units = Math.min(seen.activations().units(), most);
      double values = snapshot.examples() * units;
      double scores = snapshot.examples() * (units + SCORE) * classes;
      sum += VALUE * values + (FIT + CHANCE * settings.shuffles()) * scores;
    }
    return sum;
  }
}
