// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.estimate.chance.SubsamplingSpread;
import dev.infoscope.estimate.entropy.InformationInterval;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The interval of {@code --diagnose} for what the bins of a layer hold of its class, beside the
 * exact value for those bins ({@link BinnedLaw}), family by family. The plain rule is the reading
 * and 1.96 deviations by subsampling on either side.
 */
final class IntervalCalibration {
  private static final int[] ROWS = {500, 2000, 10_000};
  private static final int[] UNITS = {1, 2};
  private static final int[] CLASSES = {2, 10};
  private static final double[] SCALES = {0.3, 1, 3};
  private static final List<Discretizer> RULES =
      List.of(
          Discretizer.dataRange(8),
          Discretizer.dataRange(30),
          Discretizer.quantile(8),
          Discretizer.quantile(30));
  private static final int DRAWS = 50;
  private static final double NORMAL_95 = 1.959964;
  private static final double LEVEL = 0.95;

  private IntervalCalibration() {}

  /** Whether the truth was in the interval, and in that of the plain rule. */
  private record Found(boolean offered, boolean covered, boolean plain) {}

  /** A line per family; each of its settings has its share of the sets. */
  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    List<CalibrationLine> lines = new ArrayList<>();
    for (LayerFamily kind : LayerFamily.values()) {
      for (int rows : ROWS) {
        List<Setting> settings = settings(kind);
        Found[] found = new Found[sets * settings.size()];
        Workers.run(
            workers,
            found.length,
            () ->
                at -> {
                  Setting setting = settings.get(at % settings.size());
                  found[at] = found(setting, rows, Mix.at(seed + rows, at));
                });
        lines.add(line(kind, rows, found));
      }
    }
    return lines;
  }

  /**
   * A layer and its bins.
   *
   * @param task what is drawn
   * @param rule of the bins
   */
  private record Setting(LayerTask task, Discretizer rule) {}

  private static List<Setting> settings(LayerFamily kind) {
    List<Setting> settings = new ArrayList<>();
    double[] scales = kind == LayerFamily.SILENT ? new double[] {0} : SCALES;
    for (Discretizer rule : RULES) {
      for (int units : UNITS) {
        for (int classes : CLASSES) {
          for (double scale : scales) {
            LayerTask task = new LayerTask(kind, classes, units, scale, 0, 0, 0);
            settings.add(new Setting(task, rule));
          }
        }
      }
    }
    return settings;
  }

  private static Found found(Setting setting, int rows, long seed) {
    LayerTask task = setting.task();
    AuditSample sample = task.draw(rows, seed);
    Bins bins = setting.rule().pooled(null, sample.x());
    PatternCounts counts =
        new PatternCounts(new PatternCoder(bins, task.units()), task.classes(), rows)
            .accept(sample.x(), sample.labels());
    InformationInterval interval = InformationInterval.of(counts);
    if (!interval.isOffered()) {
      return new Found(false, false, false);
    }
    double truth = BinnedLaw.bits(task, bins);
    KeyedRows keyed = KeyedRows.of(sample, bins);
    SubsamplingSpread spread =
        SubsamplingSpread.of(
            rows, DRAWS, seed, some -> PlugIn.mutualInformation(keyed.table(some)));
    boolean plain = Math.abs(spread.estimate() - truth) <= NORMAL_95 * spread.deviation();
    return new Found(true, interval.low() <= truth && truth <= interval.high(), plain);
  }

  private static CalibrationLine line(LayerFamily kind, int rows, Found... found) {
    int offered = count(found, Found::offered);
    return CalibrationLine.ofShares(
        String.format(
            Locale.ROOT,
            "truth of %s layers in their bins, %,d rows: in the interval, offered for %.0f %% of"
                + " %,d sets",
            kind.label(),
            rows,
            100.0 * offered / found.length,
            found.length),
        offered,
        LEVEL,
        (double) count(found, Found::plain) / offered,
        (double) count(found, Found::covered) / offered);
  }

  private static int count(Found[] found, Predicate<Found> holds) {
    return (int) Arrays.stream(found).filter(holds).count();
  }
}
