// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * I(T;Y) of a layer as {@code measure information-plane} reads it from pairs of rows.
 *
 * @param estimators which series
 * @param noise of the pairwise bounds and of the kernel
 */
record PlaneGroup(Set<PlaneEstimator> estimators, Noise noise) implements EstimatorGroup {
  /** The default, of what the name of the estimator does not tell it. */
  static final Noise NOISE = Noise.relative(0.1);

  private static final int SHUFFLES = 20;

  static PlaneGroup pairwise(double share) {
    return new PlaneGroup(
        EnumSet.of(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER), Noise.relative(share));
  }

  static PlaneGroup of(PlaneEstimator estimator) {
    return new PlaneGroup(EnumSet.of(estimator), NOISE);
  }

  private boolean isPairwise() {
    return estimators.contains(PlaneEstimator.PAIRWISE);
  }

  @Override
  public List<String> names() {
    return estimators.stream()
        .map(each -> isPairwise() ? each.label() + " " + noise : each.label())
        .toList();
  }

  @Override
  public boolean suits(AuditTask task) {
    return task instanceof LayerTask;
  }

  @Override
  public double operations(AuditTask task, int rows) {
    double pairs = (double) rows * rows / 2;
    if (estimators.contains(PlaneEstimator.KSG)) {
      return pairs * 2 * (task.units() + task.others());
    } else if (isPairwise()) {
      double kernels = Math.min(pairs, (double) rows * PairwiseCentres.count(rows));
      return kernels * (task.units() / 2.0 + 8);
    }
    return pairs * (task.units() + 20.0); // an exponential for each
  }

  /** Kernels are summed for all shuffles at once; neighbours are sought for each. */
  @Override
  public double timesWithNull() {
    return estimators.contains(PlaneEstimator.KSG) ? 1 + SHUFFLES : 6;
  }

  @Override
  public List<AuditReading> read(AuditSample sample, boolean withNull, long seed) {
    PlaneSettings settings =
        new PlaneSettings(
            estimators, Discretizer.dataRange(30), noise, withNull ? SHUFFLES : 0, seed);
    return new InformationPlane(settings)
        .points(sample.layer(), sample.snapshot()).stream()
            .map(PlanePoint::label)
            .map(AuditReading::of)
            .toList();
  }
}
