// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Magnitude;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** What the estimators that look at pairs of examples have in common: ceilings, flags, nulls. */
final class SamplePoints {
  /** Noise as large as the layer's own spread: 0 exactly when every unit is constant. */
  private static final Noise SPREAD = Noise.relative(1);

  /**
   * Squared distances are rounded by about 1e-16 of the spread and more where units are many; with
   * noise of this share of it, two examples that are alike read as at most some 0.01 bits apart.
   */
  private static final double LEAST_NOISE = 1e-13;

  private SamplePoints() {}

  /**
   * The points as read with noise of a variance.
   *
   * @return with {@link Flag#BELOW_ROUNDING} where distances are rounded too coarsely for it
   */
  static List<PlanePoint> ofNoise(double variance, double spread, List<PlanePoint> points) {
    return variance >= LEAST_NOISE * spread
        ? points
        : points.stream().map(point -> point.flagged(Flag.BELOW_ROUNDING)).toList();
  }

  /** Whether all examples look the same to the layer, up to 1e-150 of its largest value. */
  static boolean isConstant(LayerSnapshot seen) {
    Activations layer = withinReach(seen.activations(), ValueSummary.of(seen.activations()));
    return spread(layer) == 0;
  }

  /** Sum of the units' variances, of values whose squares neither vanish nor overflow. */
  static double spread(Activations layer) {
    return SPREAD.variance(layer);
  }

  /** The layer times a power of two, if squares of its values would vanish or overflow. */
  static Activations withinReach(Activations activations, ValueSummary summary) {
    Range range = Objects.requireNonNull(summary.range());
    double factor = Magnitude.factor(Math.max(Math.abs(range.low()), Math.abs(range.high())));
    return factor == 1 ? activations : activations.scaled(factor);
  }

  static PlanePoint point(
      PlaneEstimator estimator,
      double inputBits,
      double labelBits,
      ShuffledNull shuffled,
      Snapshot snapshot) {
    double most = Bits.log2(snapshot.examples());
    boolean saturated = inputBits > Plane.NEARLY * most;
    Set<Flag> flags = saturated ? EnumSet.of(Flag.SATURATED) : EnumSet.noneOf(Flag.class);
    Estimate input = Estimate.ofBits(inputBits, Uncertainty.of(snapshot.examples(), most), flags);
    double ceiling = Plane.labelEntropy(snapshot);
    Estimate label =
        Estimate.ofBits(
            labelBits,
            Uncertainty.of(snapshot.examples(), ceiling).withNull(shuffled),
            Plane.labelFlags(labelBits, ceiling, shuffled, saturated));
    return new PlanePoint(estimator, input, label);
  }

  /** Without any spread there is no scale for the noise and nothing to know: exactly 0. */
  static PlanePoint constant(PlaneEstimator estimator, Snapshot snapshot) {
    long samples = snapshot.examples();
    Set<Flag> flags = Set.of(Flag.CONSTANT);
    Uncertainty input = Uncertainty.of(samples, Bits.log2(samples));
    Uncertainty label =
        Uncertainty.of(samples, Plane.labelEntropy(snapshot)).withNull(new ShuffledNull(0, 0));
    return new PlanePoint(
        estimator, Estimate.ofBits(0, input, flags), Estimate.ofBits(0, label, flags));
  }

  /** What an estimator of I(T;Y) reads under shuffled labels. */
  static ShuffledNull shuffled(
      int[] labels, int shuffles, long seed, ToDoubleFunction<int[]> reading) {
    double[] readings = new double[shuffles];
    int[][] dealt = dealt(labels, shuffles, seed);
    for (int s = 0; s < shuffles; s++) {
      Cancellation.check();
      readings[s] = reading.applyAsDouble(dealt[s]);
    }
    return ShuffledNull.of(readings);
  }

  /** Shuffled labels, {@code [shuffles x examples]}. */
  static int[][] dealt(int[] labels, int shuffles, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] dealt = new int[shuffles][];
    int[] before = labels;
    for (int s = 0; s < shuffles; s++) {
      dealt[s] = before.clone();
      RandomOrder.shuffle(dealt[s], random);
      before = dealt[s];
    }
    return dealt;
  }
}
