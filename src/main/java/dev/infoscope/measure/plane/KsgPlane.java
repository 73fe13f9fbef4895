// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.neighbours.MixedKsg;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * I(T;Y) by nearest neighbours: the mixed estimator of Gao et al. 2017 with classes farther apart
 * than any two examples of the layer, so that neighbours are sought within a class (Ross 2014, doi
 * 10.1371/journal.pone.0087357). I(X;T) of a deterministic layer is infinite without bins or noise
 * and reads {@code NaN}.
 *
 * <p>An example of a class with at most k examples has no k neighbours in its class; those of
 * others take their place and the reading is too low, so that it is flagged as undersampled.
 *
 * <p>Reads low in many dimensions, without a sign of it: 39 % low with ten dimensions and 10,000
 * examples. Negative estimates are clipped to 0.
 */
final class KsgPlane implements PlaneReader {
  private static final int NEIGHBOURS = 5;
  private static final MixedKsg ESTIMATOR = MixedKsg.of(NEIGHBOURS);

  /** Twice the width of the layer. */
  private static final double APART = 2;

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
    // The estimator detects ties by an absolute tolerance of 1e-15, so the layer is brought to a
    // width of 1.
    Activations reached = SamplePoints.withinReach(seen.activations(), summary);
    Range values = Objects.requireNonNull(ValueSummary.of(reached).range());
    Activations layer = reached.scaled(1 / (values.high() - values.low()));
    double bits = label(layer, snapshot.labels(), snapshot.classes());
    Estimate input = Estimate.none(snapshot.examples(), Flag.DIVERGES);
    if (Double.isNaN(bits)) {
      Estimate none = Estimate.none(snapshot.examples(), Flag.UNDERSAMPLED);
      return List.of(new PlanePoint(PlaneEstimator.KSG, input, none));
    }
    ShuffledNull shuffled =
        SamplePoints.shuffled(
            snapshot.labels(), shuffles, seed, labels -> label(layer, labels, snapshot.classes()));
    double ceiling = Plane.labelEntropy(snapshot);
    Uncertainty uncertainty = Uncertainty.of(snapshot.examples(), ceiling).withNull(shuffled);
    Set<Flag> flags = Plane.labelFlags(bits, ceiling, shuffled, false);
    if (hasSmallClass(snapshot)) {
      flags.add(Flag.UNDERSAMPLED);
    }
    Estimate label = Estimate.ofBits(bits, uncertainty, flags);
    return List.of(new PlanePoint(PlaneEstimator.KSG, input, label));
  }

  private static boolean hasSmallClass(Snapshot snapshot) {
    int[] counts = new int[snapshot.classes()];
    Arrays.stream(snapshot.labels()).forEach(label -> counts[label]++);
    return Arrays.stream(counts).anyMatch(count -> count > 0 && count <= NEIGHBOURS);
  }

  /** Classes at the corners of a simplex: all equally far from each other. */
  private static double label(Activations layer, int[] labels, int classes) {
    double[] corners = new double[labels.length * classes];
    for (int row = 0; row < labels.length; row++) {
      corners[row * classes + labels[row]] = APART;
    }
    return Math.max(0, ESTIMATOR.information(layer, Activations.of(corners, classes), 1));
  }
}
