// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.measure.plane.InformationPlane;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.measure.plane.PlanePoint;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * I(T;Y) of layers that know nothing of the class. The plain rule takes the distance from the mean
 * of twenty shuffles in deviations for a z-score; what is used now is the rank among the shuffles.
 */
final class RankCalibration {
  private static final double Z = 1.6449; // of 5 %
  private static final double NOMINAL = 1.0 / 21; // above all of twenty
  private static final int SHUFFLES = 20;
  private static final EnumSet<PlaneEstimator> ESTIMATORS =
      EnumSet.of(
          PlaneEstimator.BINNED, PlaneEstimator.PAIRWISE, PlaneEstimator.KSG, PlaneEstimator.RENYI);

  private RankCalibration() {}

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    List<CalibrationLine> lines = new ArrayList<>();
    for (int units : new int[] {2, 16}) {
      LayerTask task = new LayerTask(LayerFamily.SILENT, 10, units, 0, 0, 0, 0);
      Estimate[][] found = new Estimate[sets][];
      Workers.run(
          workers, sets, () -> set -> found[set] = estimates(task, Mix.at(seed + units, set)));
      int at = 0;
      for (PlaneEstimator estimator : ESTIMATORS) {
        Estimate[] own = column(found, at++);
        lines.add(line(estimator.label() + " of " + units + " units", own));
      }
    }
    return lines;
  }

  private static Estimate[] estimates(LayerTask task, long seed) {
    AuditSample sample = task.draw(200, seed);
    PlaneSettings settings =
        new PlaneSettings(
            ESTIMATORS, Discretizer.dataRange(8), Noise.relative(0.1), SHUFFLES, seed);
    return new InformationPlane(settings)
        .points(sample.layer(), sample.snapshot()).stream()
            .map(PlanePoint::label)
            .toArray(Estimate[]::new);
  }

  private static Estimate[] column(Estimate[][] found, int at) {
    return Arrays.stream(found).map(each -> each[at]).toArray(Estimate[]::new);
  }

  private static CalibrationLine line(String what, Estimate... found) {
    double most = Arrays.stream(found).mapToDouble(RankCalibration::z).max().orElse(Double.NaN);
    return CalibrationLine.ofShares(
        String.format(
            Locale.ROOT, "I(T;Y) by %s, 200 rows, above the null (largest z %.1f)", what, most),
        found.length,
        NOMINAL,
        share(each -> z(each) > Z, found),
        share(each -> !each.flags().contains(Flag.NOT_ABOVE_NULL), found));
  }

  private static double z(Estimate estimate) {
    double z = estimate.uncertainty().chance().z(estimate.bits());
    return Double.isNaN(z) ? 0 : z;
  }

  private static double share(Predicate<Estimate> holds, Estimate... found) {
    return Arrays.stream(found).filter(holds).count() / (double) found.length;
  }
}
