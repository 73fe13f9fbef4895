// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Relay information of layers that are counted in blocks: two parts per layer, of which the second
 * is null unless the examples are split into halves. Layers whose neurons have to be chosen among
 * more than can be looked at together are not counted.
 */
final class CountedRelay {
  /** Parts per layer. */
  static final int PARTS = 2;

  /** Patterns with class and prediction that are kept of a part; about 40 MB. */
  private static final int MOST_PATTERNS = 1 << 20;

  private final RelaySettings settings;
  private final SnapshotSummary summary;
  private final int halves;

  CountedRelay(RelaySettings settings, SnapshotSummary summary) {
    this.settings = settings;
    this.summary = summary;
    this.halves = settings.splits(summary.samples()) ? 2 : 1;
  }

  PartCounts<RelayCounts> counts(Snapshot like) {
    List<LayerSnapshot> rows = summary.rows(like).layers();
    List<@Nullable RelayCounts> parts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int part = 0; part < PARTS; part++) {
        parts.add(part < halves && isCounted(rows.get(i), i) ? counts(rows.get(i), i) : null);
      }
    }
    return new PartCounts<>(SerialKind.RELAY_COUNTS, parts, this::add);
  }

  PartCounts<RelayCounts> read(byte[] bytes) {
    return PartCounts.fromBytes(bytes, SerialKind.RELAY_COUNTS, RelayCounts::read, this::add);
  }

  private boolean isCounted(LayerSnapshot layer, int position) {
    UnitRanges ranges = summary.ofLayer(position);
    return !RelayMeasure.isOutput(layer.layer().kind())
        && !settings.preselection().applies(ranges.units())
        && reason(ranges) == null;
  }

  private @Nullable Flag reason(UnitRanges ranges) {
    return LayerRelay.reason(ranges, summary.predictions().size() > 0);
  }

  private RelayCounts counts(LayerSnapshot rows, int position) {
    UnitRanges ranges = summary.ofLayer(position);
    Bins bins = settings.coarse().bins(rows.layer().range(), ranges, rows.activations());
    int classes = summary.labelsAndPredictions().size();
    return new RelayCounts(bins, classes, classes, MOST_PATTERNS);
  }

  private void add(RelayCounts counts, int part, Snapshot block, long[] ids) {
    LayerTables.add(
        counts,
        summary.labelsAndPredictions(),
        LayerTables.rows(settings.seed(), part % PARTS, halves, ids),
        block.layers().get(part / PARTS).activations(),
        block.labels(),
        Require.given("predictions", block.predictions()));
  }

  /** What a layer relays; null if it has to be read from its values. */
  @Nullable LayerRelay read(int position, int classes, PartCounts<RelayCounts> counted) {
    UnitRanges ranges = summary.ofLayer(position);
    Flag reason = reason(ranges);
    if (reason != null) {
      return LayerRelay.none(settings, ranges, classes, reason);
    }
    if (settings.preselection().applies(ranges.units())) {
      return null;
    }
    List<RelayCounts> parts =
        IntStream.range(0, halves)
            .mapToObj(half -> Require.given("counts", counted.part(PARTS * position + half)))
            .toList();
    Bins bins = parts.get(0).bins();
    return LayerRelay.of(
        new LayerTables(settings, summary.labelsAndPredictions(), bins, parts), classes);
  }
}
