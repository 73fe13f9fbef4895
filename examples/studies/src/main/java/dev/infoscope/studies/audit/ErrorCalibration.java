// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.Estimate;
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
import java.util.function.Function;

/**
 * Standard errors that readings of the plane state, beside how far the readings do spread. Bins
 * stay the same from sample to sample, as they do over the epochs of a run.
 */
final class ErrorCalibration {
  private static final int ROWS = 500;
  private static final int CLASSES = 10;
  private static final EnumSet<PlaneEstimator> ESTIMATORS =
      EnumSet.of(PlaneEstimator.BINNED, PlaneEstimator.PAIRWISE, PlaneEstimator.KSG);

  private ErrorCalibration() {}

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    List<CalibrationLine> lines = new ArrayList<>();
    for (int units : new int[] {1, 2, 16}) {
      LayerTask task = new LayerTask(LayerFamily.RELU, CLASSES, units, 1, 0, 0, 0);
      PlanePoint[][] found = new PlanePoint[sets][];
      Workers.run(workers, sets, () -> set -> found[set] = points(task, Mix.at(seed + units, set)));
      int at = 0;
      for (PlaneEstimator estimator : ESTIMATORS) {
        PlanePoint[] own = column(found, at++);
        String what = String.format(Locale.ROOT, "by %s of %d units", estimator.label(), units);
        if (estimator != PlaneEstimator.KSG) {
          lines.add(line("I(X;T) " + what, PlanePoint::input, own));
        }
        lines.add(line("I(T;Y) " + what, PlanePoint::label, own));
      }
    }
    return lines;
  }

  private static PlanePoint[] points(LayerTask task, long seed) {
    AuditSample sample = task.draw(ROWS, seed);
    PlaneSettings settings =
        new PlaneSettings(ESTIMATORS, Discretizer.fixed(0, 6, 8), Noise.relative(0.1), 0, seed);
    return new InformationPlane(settings)
        .points(sample.layer(), sample.snapshot())
        .toArray(PlanePoint[]::new);
  }

  private static PlanePoint[] column(PlanePoint[][] found, int at) {
    return Arrays.stream(found).map(each -> each[at]).toArray(PlanePoint[]::new);
  }

  private static CalibrationLine line(
      String what, Function<PlanePoint, Estimate> quantity, PlanePoint... found) {
    Estimate[] estimates = Arrays.stream(found).map(quantity).toArray(Estimate[]::new);
    double spread =
        Moments.of(Arrays.stream(estimates).mapToDouble(Estimate::bits).toArray()).deviation();
    double stated =
        Arrays.stream(estimates)
            .mapToDouble(each -> each.uncertainty().standardError())
            .average()
            .orElse(Double.NaN);
    return new CalibrationLine(
        String.format(Locale.ROOT, "standard error of %s, %d rows, over the spread", what, ROWS),
        found.length,
        "1.00",
        "-",
        String.format(Locale.ROOT, "%.2f (%.3f over %.3f)", stated / spread, stated, spread));
  }
}
