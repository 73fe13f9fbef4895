// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.count.ValueSummary;
import dev.infoscope.estimate.Bits;
import dev.infoscope.estimate.Doubt;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Noise;
import dev.infoscope.estimate.PairwiseBounds;
import dev.infoscope.estimate.PairwiseDistance;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.LayerSnapshot;
import dev.infoscope.measure.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The information plane by pairwise distances, upper and lower bound from one computation. */
final class PairwisePlane implements PlaneReader {
  /** Noise as large as the layer's own spread: 0 exactly when every unit is constant. */
  private static final Noise SPREAD = Noise.relative(1);

  private final Noise noise;
  private final int shuffles;
  private final Set<PlaneEstimator> wanted;

  PairwisePlane(Noise noise, int shuffles, Set<PlaneEstimator> wanted) {
    this.noise = noise;
    this.shuffles = shuffles;
    this.wanted = wanted;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    double variance = noise.variance(seen.activations());
    List<PlanePoint> points = new ArrayList<>();
    if (variance == 0 || SPREAD.variance(seen.activations()) == 0) {
      wanted.forEach(estimator -> points.add(constant(estimator, snapshot)));
      return points;
    }
    PairwiseBounds bounds =
        PairwiseDistance.bounds(seen.activations(), snapshot.labels(), variance, shuffles, seed);
    if (wanted.contains(PlaneEstimator.PAIRWISE)) {
      points.add(
          point(
              PlaneEstimator.PAIRWISE,
              bounds.inputUpper(),
              bounds.labelUpper(),
              bounds.nullUpper(),
              snapshot));
    }
    if (wanted.contains(PlaneEstimator.PAIRWISE_LOWER)) {
      points.add(
          point(
              PlaneEstimator.PAIRWISE_LOWER,
              bounds.inputLower(),
              bounds.labelLower(),
              bounds.nullLower(),
              snapshot));
    }
    return points;
  }

  private static PlanePoint point(
      PlaneEstimator estimator,
      double inputBits,
      double labelBits,
      ShuffledNull shuffled,
      Snapshot snapshot) {
    double most = Bits.log2(snapshot.examples());
    boolean saturated = inputBits > Plane.NEARLY * most;
    Set<Flag> flags = saturated ? EnumSet.of(Flag.SATURATED) : EnumSet.noneOf(Flag.class);
    Estimate input = new Estimate(inputBits, Doubt.of(snapshot.examples(), most), flags);
    double ceiling = Plane.labelEntropy(snapshot);
    Estimate label =
        new Estimate(
            labelBits,
            Doubt.of(snapshot.examples(), ceiling).withNull(shuffled),
            Plane.labelFlags(labelBits, ceiling, shuffled, saturated));
    return new PlanePoint(estimator, input, label);
  }

  /** Without any spread there is no scale for the noise and nothing to know: exactly 0. */
  private static PlanePoint constant(PlaneEstimator estimator, Snapshot snapshot) {
    long samples = snapshot.examples();
    Set<Flag> flags = Set.of(Flag.CONSTANT);
    Doubt input = Doubt.of(samples, Bits.log2(samples));
    Doubt label =
        Doubt.of(samples, Plane.labelEntropy(snapshot)).withNull(new ShuffledNull(0, 0, 0));
    return new PlanePoint(estimator, new Estimate(0, input, flags), new Estimate(0, label, flags));
  }
}
