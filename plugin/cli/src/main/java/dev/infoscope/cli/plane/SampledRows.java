// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.time.Instant;
import java.util.List;

/** Keeps chosen rows of a layer, with their labels. */
final class SampledRows implements Block.Sink {
  private static final Moment NOW = new Moment(0, 0, Instant.EPOCH, Double.NaN);

  private final int[] chosen; // ascending
  private final int units;
  private final double[] values;
  private final int[] labels;
  private int kept;

  SampledRows(int[] chosen, int units) {
    this.chosen = chosen;
    this.units = units;
    this.values = new double[Math.multiplyExact(chosen.length, units)];
    this.labels = new int[chosen.length];
  }

  @Override
  public void accept(Block block) {
    for (; kept < chosen.length && chosen[kept] < block.first() + block.rows(); kept++) {
      int row = chosen[kept] - block.first();
      System.arraycopy(block.values(), row * units, values, kept * units, units);
      labels[kept] = block.labels()[row];
    }
  }

  int rows() {
    return chosen.length;
  }

  /** The kept rows. */
  Activations values() {
    return Activations.of(values, units);
  }

  /** The kept rows as if a network had been examined on them. */
  Snapshot snapshot(Layer layer, int classes) {
    LayerSnapshot seen = new LayerSnapshot(layer, values());
    return new Snapshot(NOW, labels, classes, List.of(seen));
  }
}
