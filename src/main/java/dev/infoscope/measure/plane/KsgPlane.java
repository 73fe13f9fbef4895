// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.neighbours.ClassKsg;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.SampleMean;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * I(T;Y) by nearest neighbours within a class: {@link ClassKsg}, which takes rows that are equally
 * far in every order, so that values on a grid read what they hold. I(X;T) of a deterministic layer
 * is infinite without bins or noise and reads {@code NaN}.
 *
 * <p>An example of a class with at most k examples has no k neighbours in its class; those of
 * others take their place and the reading is too low, so that it is flagged as undersampled.
 *
 * <p>Reads low in many dimensions: 39 % low with ten dimensions and 10,000 examples. Estimates are
 * clipped to what is possible, 0 to H(Y); the formula is above H(Y) by less than {@code C / 2N}
 * nats where classes lie apart. Rows that differ by less than 1e-15 of the layer's width are equal
 * to it; where they are many the reading may be far too low and is flagged. The standard error is
 * that of the mean of what the rows add, as if they were independent; the bias is not in it.
 */
final class KsgPlane implements PlaneReader {
  private static final int NEIGHBOURS = 5;
  private static final ClassKsg ESTIMATOR = new ClassKsg(NEIGHBOURS);

  private final int shuffles;

  KsgPlane(int shuffles) {
    this.shuffles = shuffles;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    if (SamplePoints.isConstant(seen)) {
      return List.of(SamplePoints.constant(PlaneEstimator.KSG, snapshot));
    }
    Activations layer = ofWidthOne(SamplePoints.withinReach(seen.activations(), summary));
    Estimate input = Estimate.none(snapshot.examples(), Flag.DIVERGES);
    Estimate label = label(layer, snapshot, seed);
    if (RoundedTies.show(seen.activations(), layer)) {
      label = label.flagged(Flag.BELOW_ROUNDING);
    }
    return List.of(new PlanePoint(PlaneEstimator.KSG, input, label));
  }

  /** The estimator wants a width of 1, by which it tells ties and classes. */
  private static Activations ofWidthOne(Activations reached) {
    Range values = Objects.requireNonNull(ValueSummary.of(reached).range());
    return reached.scaled(1 / (values.high() - values.low()));
  }

  private Estimate label(Activations layer, Snapshot snapshot, long seed) {
    double ceiling = Plane.labelEntropy(snapshot);
    SampleMean shares = shares(layer, snapshot.labels(), snapshot.classes());
    double bits = clipped(shares.mean(), ceiling);
    if (Double.isNaN(bits)) {
      return Estimate.none(snapshot.examples(), Flag.UNDERSAMPLED);
    }
    ShuffledNull shuffled = shuffled(layer, snapshot, ceiling, seed);
    Uncertainty uncertainty =
        Uncertainty.of(snapshot.examples(), shares.standardError(), ceiling).withNull(shuffled);
    return Estimate.ofBits(bits, uncertainty, flags(bits, ceiling, shuffled, snapshot));
  }

  private ShuffledNull shuffled(Activations layer, Snapshot snapshot, double ceiling, long seed) {
    return SamplePoints.shuffled(
        snapshot.labels(),
        shuffles,
        seed,
        labels -> clipped(shares(layer, labels, snapshot.classes()).mean(), ceiling));
  }

  private static Set<Flag> flags(
      double bits, double ceiling, ShuffledNull shuffled, Snapshot snapshot) {
    Set<Flag> flags = Plane.labelFlags(bits, ceiling, shuffled, false);
    if (hasSmallClass(snapshot)) {
      flags.add(Flag.UNDERSAMPLED);
    }
    return flags;
  }

  private static boolean hasSmallClass(Snapshot snapshot) {
    Fingerprint sizes = Fingerprint.ofLabels(snapshot.labels(), snapshot.classes());
    return sizes.size() > 0 && sizes.count(0) <= NEIGHBOURS;
  }

  private static SampleMean shares(Activations layer, int[] labels, int classes) {
    return SampleMean.of(ESTIMATOR.pointwise(layer, labels, classes, 1));
  }

  private static double clipped(double bits, double ceiling) {
    return Math.max(0, Math.min(bits, ceiling));
  }
}
