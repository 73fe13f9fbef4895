// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The information plane of layers that were counted in blocks: one part per layer. */
final class CountedPlane {
  /** Pairs of pattern and label that are kept of a layer; about 80 MB. */
  static final int MOST_PAIRS = 1 << 20;

  private CountedPlane() {}

  /** Nothing is counted of a layer that cannot be read. */
  static PartCounts<BinnedCounts> counts(
      @Nullable BinnedPlane plane, Snapshot like, SnapshotSummary summary) {
    List<LayerSnapshot> rows = summary.rows(like).layers();
    List<@Nullable BinnedCounts> layers = new ArrayList<>();
    for (int layer = 0; layer < rows.size(); layer++) {
      layers.add(
          plane == null || reason(summary, layer) != null
              ? null
              : plane.counts(rows.get(layer), summary.ofLayer(layer), like.classes(), MOST_PAIRS));
    }
    return new PartCounts<>(SerialKind.PLANE_COUNTS, layers, CountedPlane::add);
  }

  static PartCounts<BinnedCounts> read(byte[] bytes) {
    return PartCounts.fromBytes(
        bytes, SerialKind.PLANE_COUNTS, BinnedCounts::read, CountedPlane::add);
  }

  private static void add(BinnedCounts counts, int layer, Snapshot block, long[] ids) {
    LayerSnapshot seen = block.layers().get(layer);
    ValueSummary summary = ValueSummary.of(seen.activations());
    if (summary.range() != null) {
      counts.accept(seen.activations(), block.labels(), summary.range());
    }
  }

  /** Why a layer cannot be read; null if it can. */
  static @Nullable Flag reason(SnapshotSummary summary, int layer) {
    return reason(summary.ofLayer(layer).summary());
  }

  static @Nullable Flag reason(ValueSummary summary) {
    if (summary.values() == 0) {
      return Flag.UNDERSAMPLED;
    }
    return summary.notFinite() > 0 ? Flag.NOT_FINITE : null;
  }
}
