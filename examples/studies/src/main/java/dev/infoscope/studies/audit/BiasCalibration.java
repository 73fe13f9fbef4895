// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.chance.LabelShuffler;
import dev.infoscope.estimate.chance.SampleStability;
import dev.infoscope.estimate.chance.SubsamplingSpread;
import dev.infoscope.estimate.entropy.MillerMadow;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The bias of counted information where there is dependence. The plain rule takes the reading of
 * shuffled labels off, which is too much; the line through readings of all, half and a quarter of
 * the rows against 1/N ({@link SampleStability}) takes off too little where patterns are many.
 */
final class BiasCalibration {
  private static final int[] ROWS = {500, 1000, 2000, 5000};
  private static final int SHUFFLES = 20;
  private static final int DRAWS = 50;
  private static final double LEVEL = 0.95;
  private static final double NORMAL_95 = 1.959964;

  private BiasCalibration() {}

  /** What was read of one sample, less the truth where it is a value. */
  private record Found(
      double plain, double lessNull, double millerMadow, double limit, boolean covered) {
    boolean isBetween() {
      return lessNull <= 0 && limit >= 0;
    }
  }

  static List<CalibrationLine> lines(int sets, int workers, long seed) {
    KnownChannel channel = KnownChannel.of(seed);
    List<CalibrationLine> lines = new ArrayList<>();
    for (int rows : ROWS) {
      Found[] found = new Found[sets];
      Workers.run(
          workers, sets, () -> set -> found[set] = found(channel, rows, Mix.at(seed + rows, set)));
      lines.addAll(lines(channel, rows, found));
    }
    return lines;
  }

  private static List<CalibrationLine> lines(KnownChannel channel, int rows, Found... found) {
    String what = String.format(Locale.ROOT, "of %.3f bits, %,d rows", channel.bits(), rows);
    double[] limits = Arrays.stream(found).mapToDouble(Found::limit).toArray();
    long covered = Arrays.stream(found).filter(Found::covered).count();
    long between = Arrays.stream(found).filter(Found::isBetween).count();
    return List.of(
        new CalibrationLine(
            "bias " + what + ": less the null; by extrapolation",
            found.length,
            "0",
            words(Arrays.stream(found).mapToDouble(Found::lessNull).toArray()),
            words(limits)),
        new CalibrationLine(
            "bias " + what + ": nothing taken off; Miller and Madow",
            found.length,
            "0",
            words(Arrays.stream(found).mapToDouble(Found::plain).toArray()),
            words(Arrays.stream(found).mapToDouble(Found::millerMadow).toArray())),
        CalibrationLine.ofShares(
            "truth "
                + what
                + ": within 1.96 deviations by subsampling; between reading less null and"
                + " extrapolation",
            found.length,
            LEVEL,
            (double) covered / found.length,
            (double) between / found.length));
  }

  private static String words(double... errors) {
    Moments moments = Moments.of(errors);
    return String.format(Locale.ROOT, "%+.3f, spread %.3f", moments.mean(), moments.deviation());
  }

  private static Found found(KnownChannel channel, int rows, long seed) {
    AuditSample sample = channel.draw(rows, seed);
    KeyedRows keyed =
        KeyedRows.of(sample, Bins.equalWidth(0, channel.patterns(), channel.patterns()));
    PatternTable table = keyed.table(IntStream.range(0, rows).toArray());
    double truth = channel.bits();
    double bits = PlugIn.mutualInformation(table);
    SampleStability line =
        SampleStability.of(rows, seed, some -> PlugIn.mutualInformation(keyed.table(some)));
    SubsamplingSpread spread =
        SubsamplingSpread.of(
            rows, DRAWS, seed, some -> PlugIn.mutualInformation(keyed.table(some)));
    return new Found(
        bits - truth,
        bits - new LabelShuffler(table).shuffle(SHUFFLES, seed).mean() - truth,
        MillerMadow.mutualInformation(table) - truth,
        line.limit() - truth,
        Math.abs(bits - truth) <= NORMAL_95 * spread.deviation());
  }
}
