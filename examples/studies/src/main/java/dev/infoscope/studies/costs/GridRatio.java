// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.numeric.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What watching costs as a ratio to the trainings without, over the seeds.
 *
 * @param median of the ratios; {@code NaN} without runs
 * @param least of them
 * @param most of them
 */
record GridRatio(double median, double least, double most) {
  /**
   * Of some of the runs. Each is divided by the median of the runs of its seed that nobody watched.
   *
   * @param runs all there are
   * @param problem whose
   * @param watcher who watches
   * @param every how often
   * @param quantity what is divided
   */
  static GridRatio of(
      List<GridRun> runs,
      String problem,
      String watcher,
      String every,
      ToDoubleFunction<GridRun> quantity) {
    List<Double> ratios = new ArrayList<>();
    for (GridRun run : runs) {
      if (run.problem().equals(problem)
          && run.watcher().equals(watcher)
          && run.every().equals(every)) {
        double[] alone =
            runs.stream()
                .filter(each -> each.problem().equals(problem) && each.seed() == run.seed())
                .filter(each -> each.watcher().equals(OverheadGrid.NONE))
                .mapToDouble(quantity)
                .toArray();
        ratios.add(quantity.applyAsDouble(run) / Quantiles.median(alone));
      }
    }
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new GridRatio(
        Quantiles.ofSorted(sorted, 0.5),
        Quantiles.ofSorted(sorted, 0),
        Quantiles.ofSorted(sorted, 1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
  }
}
