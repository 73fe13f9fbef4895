// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.kernel.MatrixRenyi;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.List;

/**
 * The information plane by matrix-based Renyi entropy of order 2 (Sanchez Giraldo, Rao and Principe
 * 2015; Yu et al. 2020). X being the identity of the row, I(X;T) is the entropy of the layer. The
 * variance of the kernel is that of the pairwise bounds' noise, so both follow the layer alike.
 */
final class RenyiPlane implements PlaneReader {
  private final Noise noise;
  private final int shuffles;

  RenyiPlane(Noise noise, int shuffles) {
    this.noise = noise;
    this.shuffles = shuffles;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    if (SamplePoints.isConstant(seen)) {
      return List.of(SamplePoints.constant(PlaneEstimator.RENYI, snapshot));
    }
    Activations layer =
        noise.relative()
            ? SamplePoints.withinReach(seen.activations(), summary)
            : seen.activations();
    double variance = noise.variance(layer);
    double input = MatrixRenyi.QUADRATIC.entropy(layer, variance);
    double label =
        Math.max(0, MatrixRenyi.QUADRATIC.information(layer, variance, snapshot.labels()));
    PlanePoint point =
        SamplePoints.point(
            PlaneEstimator.RENYI,
            input,
            label,
            shuffled(layer, variance, SamplePoints.dealt(snapshot.labels(), shuffles, seed)),
            snapshot);
    return SamplePoints.ofNoise(variance, SamplePoints.spread(layer), List.of(point));
  }

  private static ShuffledNull shuffled(Activations layer, double variance, int[]... dealt) {
    double[] readings =
        dealt.length == 0
            ? new double[0]
            : MatrixRenyi.QUADRATIC.informations(layer, variance, dealt);
    return ShuffledNull.of(Arrays.stream(readings).map(bits -> Math.max(0, bits)).toArray());
  }
}
