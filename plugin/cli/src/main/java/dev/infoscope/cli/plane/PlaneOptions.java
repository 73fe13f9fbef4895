// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlaneSettings;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the plane is read.
 *
 * @param estimators what was asked for
 * @param bins per unit
 * @param range where the bins lie
 * @param noise for the pairwise bounds
 * @param shuffles of the labels for each null
 * @param seed of sample and shuffles
 * @param sample most rows for estimators that need all pairs
 * @param mostPatterns distinct pairs of pattern and label to keep at the most
 * @param allowNan whether a layer may hold NaN or infinity
 * @param diagnose whether to try other bins, samples and scales
 */
record PlaneOptions(
    Set<EstimatorChoice> estimators,
    int bins,
    BinRange range,
    Noise noise,
    int shuffles,
    long seed,
    int sample,
    int mostPatterns,
    boolean allowNan,
    boolean diagnose) {

  boolean countsRows() {
    return estimators.contains(EstimatorChoice.BINNED);
  }

  boolean samplesRows() {
    return diagnose || !sampled().isEmpty();
  }

  /** The series read from a sample of the rows. */
  private Set<PlaneEstimator> sampled() {
    Set<PlaneEstimator> sampled = series();
    sampled.remove(PlaneEstimator.BINNED);
    return sampled;
  }

  Set<PlaneEstimator> series() {
    Set<PlaneEstimator> series = EnumSet.noneOf(PlaneEstimator.class);
    estimators.forEach(choice -> series.addAll(choice.series()));
    return series;
  }

  /** The live measure for what is read from a sample; null if nothing is. */
  @Nullable InformationPlane onSample() {
    return sampled().isEmpty() ? null : new InformationPlane(settings(sampled()));
  }

  PlaneSettings settings(Set<PlaneEstimator> series) {
    return new PlaneSettings(series, range.rule(bins), noise, shuffles, seed);
  }
}
