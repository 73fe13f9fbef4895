// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The binned information plane of Shwartz-Ziv and Tishby 2017 (arXiv 1703.00810): the bins of all
 * units of a layer together are one symbol T. The network is deterministic, so I(X;T) = H(T).
 */
final class BinnedPlane implements PlaneReader {
  private final Discretizer rule;
  private final int shuffles;
  private final Map<Integer, Bins> frozen = new HashMap<>();

  BinnedPlane(Discretizer rule, int shuffles) {
    this.rule = rule;
    this.shuffles = shuffles;
  }

  @Override
  public boolean takesPairs() {
    return false;
  }

  @Override
  public int mostRows() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    Range data = Objects.requireNonNull(summary.range());
    Layer layer = seen.layer();
    Bins bins = bins(layer, data, () -> rule.pooled(layer.range(), seen.activations()));
    PlanePoint point =
        new BinnedCounts(
                bins,
                seen.activations().units(),
                snapshot.classes(),
                snapshot.examples(),
                Integer.MAX_VALUE)
            .accept(seen.activations(), snapshot.labels(), data)
            .point(shuffles, seed);
    return List.of(point);
  }

  /** Counts to begin with, of a layer all values of which are finite; {@code some} of its rows. */
  BinnedCounts counts(LayerSnapshot some, UnitRanges ranges, int classes, int mostPairs) {
    Layer layer = some.layer();
    Range data = Objects.requireNonNull(ranges.summary().range());
    Bins bins = bins(layer, data, () -> rule.pooled(layer.range(), ranges, some.activations()));
    return new BinnedCounts(bins, ranges.units(), classes, 0, mostPairs);
  }

  /** A constant layer would freeze useless bins, so it waits for a better snapshot. */
  private Bins bins(Layer layer, Range data, Supplier<Bins> find) {
    Bins known = frozen.get(layer.index());
    if (known != null) {
      return known;
    }
    Bins found = find.get();
    if (!data.isPoint() || !rule.needsData(layer.range())) {
      frozen.put(layer.index(), found);
    }
    return found;
  }
}
