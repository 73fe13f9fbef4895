// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.estimate.kernel.PairwiseBounds;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.estimate.kernel.TileMemory;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The information plane by pairwise distances, upper and lower bound from one computation. */
final class PairwisePlane implements PlaneReader {
  private static final Set<PlaneEstimator> BOUNDS =
      EnumSet.of(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER);

  private final Noise noise;
  private final int shuffles;
  private final Set<PlaneEstimator> wanted;
  private final TileMemory memory = new TileMemory();

  PairwisePlane(Noise noise, int shuffles, Set<PlaneEstimator> wanted) {
    this.noise = noise;
    this.shuffles = shuffles;
    this.wanted = wanted;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    if (SamplePoints.isConstant(seen)) {
      return BOUNDS.stream()
          .filter(wanted::contains)
          .map(bound -> SamplePoints.constant(bound, snapshot))
          .toList();
    }
    Activations layer =
        noise.relative()
            ? SamplePoints.withinReach(seen.activations(), summary)
            : seen.activations();
    double variance = noise.variance(layer);
    boolean both = wanted.contains(PlaneEstimator.PAIRWISE_LOWER);
    PairwiseBounds bounds =
        PairwiseDistance.ofSnapshot(
            layer, snapshot.labels(), variance, both, shuffles, seed, memory);
    return BOUNDS.stream()
        .filter(wanted::contains)
        .map(bound -> point(bound, bounds, snapshot))
        .toList();
  }

  private static PlanePoint point(PlaneEstimator bound, PairwiseBounds bounds, Snapshot snapshot) {
    return bound == PlaneEstimator.PAIRWISE
        ? SamplePoints.point(
            bound, bounds.inputUpper(), bounds.labelUpper(), bounds.nullUpper(), snapshot)
        : SamplePoints.point(
            bound, bounds.inputLower(), bounds.labelLower(), bounds.nullLower(), snapshot);
  }
}
