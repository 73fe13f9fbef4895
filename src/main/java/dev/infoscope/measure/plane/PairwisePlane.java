// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.estimate.kernel.PairwiseBounds;
import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.estimate.kernel.PairwiseDistance;
import dev.infoscope.estimate.kernel.PairwiseErrors;
import dev.infoscope.estimate.kernel.TileMemory;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The information plane by pairwise distances, upper and lower bound from one computation; beyond
 * {@value PairwiseCentres#MOST_ROWS} examples of {@link PairwiseCentres}, the same for all layers
 * and snapshots, with the flag {@link Flag#SAMPLED} and a standard error.
 */
final class PairwisePlane implements PlaneReader {
  private static final Set<PlaneEstimator> BOUNDS =
      EnumSet.of(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER);

  private final PlaneSettings settings;
  private final TileMemory memory;

  /** In memory that is used again. */
  PairwisePlane(PlaneSettings settings, TileMemory memory) {
    this.settings = settings;
    this.memory = memory;
  }

  @Override
  public int mostRows() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    Activations near = SamplePoints.withinReach(seen.activations(), summary);
    double spread = SamplePoints.spread(near);
    if (spread == 0) {
      return BOUNDS.stream()
          .filter(settings.estimators()::contains)
          .map(bound -> SamplePoints.constant(bound, snapshot))
          .toList();
    }
    Noise noise = settings.noise();
    return noise.relative()
        ? points(near, spread, noise.amount() * spread, snapshot, seed)
        : points(
            seen.activations(),
            SamplePoints.spread(seen.activations()),
            noise.amount(),
            snapshot,
            seed);
  }

  private List<PlanePoint> points(
      Activations layer, double spread, double variance, Snapshot snapshot, long seed) {
    PairwiseBounds found = bounds(layer, snapshot.labels(), variance, seed);
    List<PlanePoint> points =
        BOUNDS.stream()
            .filter(settings.estimators()::contains)
            .map(bound -> point(bound, found, snapshot))
            .toList();
    return SamplePoints.ofNoise(variance, spread, points);
  }

  private PairwiseBounds bounds(Activations layer, int[] labels, double variance, long seed) {
    int shuffles = settings.shuffles();
    boolean both = settings.estimators().contains(PlaneEstimator.PAIRWISE_LOWER);
    if (labels.length > PairwiseCentres.MOST_ROWS) {
      int[] centres = PairwiseCentres.of(labels.length, settings.seed());
      return PairwiseCentres.bounds(layer, labels, variance, both, shuffles, seed, centres, memory);
    }
    return PairwiseDistance.ofSnapshot(layer, labels, variance, both, shuffles, seed, memory);
  }

  private static PlanePoint point(PlaneEstimator bound, PairwiseBounds bounds, Snapshot snapshot) {
    PairwiseErrors errors = bounds.errors();
    PlanePoint point =
        bound == PlaneEstimator.PAIRWISE
            ? SamplePoints.point(
                    bound, bounds.inputUpper(), bounds.labelUpper(), bounds.nullUpper(), snapshot)
                .withErrors(errors.inputUpper(), errors.labelUpper())
            : SamplePoints.point(
                    bound, bounds.inputLower(), bounds.labelLower(), bounds.nullLower(), snapshot)
                .withErrors(errors.inputLower(), errors.labelLower());
    return snapshot.examples() > PairwiseCentres.MOST_ROWS ? point.flagged(Flag.SAMPLED) : point;
  }
}
