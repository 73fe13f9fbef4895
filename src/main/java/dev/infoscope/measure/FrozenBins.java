// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bins of the units of every layer of a run, found at a layer's first usable snapshot and then
 * kept, so that epochs can be compared. Used by one thread.
 */
public final class FrozenBins {
  private final Discretizer rule;
  private final Map<Integer, Bins> frozen = new HashMap<>();

  /**
   * No layer was seen yet.
   *
   * @param rule how values become codes
   */
  public FrozenBins(Discretizer rule) {
    this.rule = rule;
  }

  /**
   * Bins of a layer. One that is constant or not finite would freeze useless bins; it waits.
   *
   * @param seen what was seen of it
   * @return one set per unit; of no use where the layer's values are not finite
   */
  public Bins of(LayerSnapshot seen) {
    return of(
        seen.layer(),
        seen.activations().units(),
        () -> ValueSummary.of(seen.activations()),
        () -> rule.perUnit(seen.layer().range(), seen.activations()));
  }

  /**
   * Bins of a layer that is seen in blocks.
   *
   * @param some rows of the layer
   * @param ranges of all its rows
   * @return one set per unit; of no use where the layer's values are not finite
   */
  public Bins of(LayerSnapshot some, UnitRanges ranges) {
    return of(
        some.layer(),
        ranges.units(),
        ranges::summary,
        () -> rule.perUnit(some.layer().range(), ranges, some.activations()));
  }

  private Bins of(Layer layer, int units, Supplier<ValueSummary> values, Supplier<Bins> find) {
    Bins known = frozen.get(layer.index());
    if (known != null) {
      return known;
    }
    ValueSummary summary = values.get();
    Range range = summary.range();
    boolean usable = summary.notFinite() == 0 && range != null;
    boolean needsData = rule.needsData(layer.range());
    if (needsData && !usable) {
      return Bins.above(0).forUnits(units); // nothing will be read
    }
    Bins found = find.get();
    if (!needsData || range != null && !range.isPoint()) {
      frozen.put(layer.index(), found);
    }
    return found;
  }
}
