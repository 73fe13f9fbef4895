// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.measure.Cost;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import java.util.List;
import java.util.Objects;

/**
 * What the causal plane costs in operations when all weights have moved. A unit costs a pass over
 * its weights and some tables of bins: a few where it has many inputs, which are narrow then, and
 * up to one per input where it has few.
 */
final class CausalCost {
  /** Fewer of a layer's units than these are no mean. */
  static final int FEWEST = 32;

  private static final double WEIGHT = 55;
  private static final double TABLES = 40_000; // with 16 bins
  private static final double WIDE_TABLES = 200_000;
  private static final int FEW_INPUTS = 64;
  private static final double JOINT_POINT = 3; // per weight

  private final CausalSettings settings;
  private final List<DenseMap> maps;

  CausalCost(CausalSettings settings, List<LayerSnapshot> layers) {
    this.settings = settings;
    this.maps =
        layers.stream()
            .map(LayerSnapshot::map)
            .filter(Objects::nonNull)
            .map(ObservedMap::dense)
            .toList();
  }

  Cost cost() {
    return Cost.of(FEWEST, widest(), this::of);
  }

  /** Units of the widest layer. */
  int widest() {
    return maps.stream().mapToInt(DenseMap::outputs).max().orElse(0);
  }

  /** Of at most so many units of each layer. */
  double of(int most) {
    double sum = 0;
    for (DenseMap map : maps) {
      int units = Math.min(most, map.outputs());
      sum += unit(map.inputs()) * units;
      JointPlan plan = settings.joint();
      if (plan != null && units == map.outputs()) {
        double points = (double) plan.cells() + plan.points() + plan.samples();
        sum += JOINT_POINT * points * map.inputs() * units;
      }
    }
    return sum;
  }

  private double unit(double inputs) {
    double bins = settings.bins().inputBins() / 16.0;
    return WEIGHT * inputs + bins * bins * (inputs <= FEW_INPUTS ? WIDE_TABLES : TABLES);
  }
}
