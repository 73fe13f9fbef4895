// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.util.List;
import java.util.Locale;

/**
 * What a probe costs, as fitted to measured runs.
 *
 * <pre>
 * seconds = startup + waiting * (rows / cores + merges) + driver
 * rows    = processor seconds to read each row twice and to measure it
 * merges  = seconds per MB * (MB of the partitions' states / cores that merge + MB of the last merge)
 * driver  = seconds between the passes and after them
 * </pre>
 */
final class SizingModel {
  private static final double MICRO = 1e6;
  private static final double MEGA = 1e6;

  /** Of pattern and label that are kept of a layer. */
  private static final double MOST_PATTERNS = 1 << 20;

  /** Cells of a table of two units, in the flow between layers. */
  private static final double CELLS = 64;

  private final List<SizingRun> runs;
  private final SizingTerms measuring;
  private final SizingTerms reading;
  private final SizingTerms states;
  private final SizingTerms last;
  private final SizingTerms driver;
  private final double perMegabyte;
  private final SizingTerms wall;

  SizingModel(List<SizingRun> runs) {
    this.runs = runs;
    List<SizingRun> quiet = runs.stream().filter(SizingRun::isQuiet).toList();
    List<SizingRun> timed = quiet.isEmpty() ? runs : quiet;
    measuring =
        SizingTerms.fitted(
            runs,
            run -> run.rowCpu() - 2 * run.readCpu(),
            List.of("us/row", "us/row/unit", "us/row/link", "s/partition"),
            what ->
                new double[] {
                  what.rows() / MICRO,
                  what.rows() / MICRO * what.design().units(),
                  what.rows() / MICRO * what.design().links(),
                  what.partitions()
                });
    reading =
        SizingTerms.fitted(
            runs,
            SizingRun::readCpu,
            List.of("us/row"),
            what -> new double[] {what.rows() / MICRO});
    states =
        SizingTerms.fitted(
            runs,
            run -> run.rowStates() / MEGA,
            List.of("bytes/kept value", "bytes/cell", "bytes/byte of a row's codes"),
            SizingModel::stateTerms);
    last =
        SizingTerms.fitted(
            runs,
            run -> run.results() / MEGA,
            List.of("bytes/kept value", "bytes/cell", "bytes/byte of a pattern"),
            SizingModel::lastTerms);
    driver =
        SizingTerms.fitted(
            timed,
            SizingRun::driver,
            List.of("s", "us/link", "us/pattern", "us/row"),
            what ->
                new double[] {
                  1, what.design().links() / MICRO, patterns(what) / MICRO, what.rows() / MICRO
                });
    double merged = runs.stream().mapToDouble(run -> run.shuffled() / MEGA).sum();
    perMegabyte = runs.stream().mapToDouble(SizingRun::mergeCpu).sum() / merged;
    wall =
        SizingTerms.fitted(
            timed,
            run -> run.wall() - run.driver(),
            List.of("s", "s/s"),
            what -> new double[] {1, rowSeconds(what) / what.cores() + mergeSeconds(what)});
  }

  private static double patterns(SizingCase what) {
    return Math.min(what.rows(), MOST_PATTERNS);
  }

  private static double valuesOfRow(SizingDesign design) {
    return TiledDigits.PIXELS + design.units() + design.classes(); // logits
  }

  private static double codeBytes(SizingDesign design) {
    return design.units() * Math.log(design.bins()) / Math.log(2) / Byte.SIZE;
  }

  private static double[] stateTerms(SizingCase what) {
    return new double[] {
      what.partitions() * what.kept() * valuesOfRow(what.design()) / MEGA,
      what.partitions() * CELLS * what.design().links() / MEGA,
      what.rows() * codeBytes(what.design()) / MEGA
    };
  }

  private static double[] lastTerms(SizingCase what) {
    return new double[] {
      SizingCase.SAMPLE * valuesOfRow(what.design()) / MEGA,
      CELLS * what.design().links() / MEGA,
      patterns(what) * codeBytes(what.design()) / MEGA
    };
  }

  private double rowSeconds(SizingCase what) {
    return measuring.of(what) + 2 * reading.of(what);
  }

  /** On the longest way: all states of a first level, side by side, then the last task. */
  private double mergeSeconds(SizingCase what) {
    double all = states.of(what);
    if (!what.isTree()) {
      return perMegabyte * all;
    }
    double together = Math.min(what.cores(), what.lastMerged());
    return perMegabyte * (all / together + what.lastMerged() * last.of(what));
  }

  private double shuffledMegabytes(SizingCase what) {
    return states.of(what) + (what.isTree() ? what.lastMerged() * last.of(what) : 0);
  }

  /** Of a case, measured or not. */
  double seconds(SizingCase what) {
    return wall.of(what) + driver.of(what);
  }

  /** Parameters, and how far runs are from the model. */
  String words() {
    StringBuilder text = new StringBuilder("Model\n");
    line(text, "measuring, processor seconds: %s", measuring);
    line(text, "reading once, processor seconds: %s", reading);
    line(text, "states of all partitions, MB: %s", states);
    line(text, "last state, to the driver, MB: %s", last);
    line(text, "merging, processor seconds: %.4g s/MB", perMegabyte);
    line(text, "driver, seconds: %s", driver);
    line(text, "wall without driver: %s of rows / cores and merges", wall);
    line(text, "Residuals");
    for (SizingRun run : runs) {
      line(
          text,
          "%s, %d rows, %d cores: processor %.1f s, model %.1f s; shuffled %.1f MB, model %.1f MB; %s",
          run.what().design(),
          run.what().rows(),
          run.what().cores(),
          run.rowCpu(),
          rowSeconds(run.what()),
          run.shuffled() / MEGA,
          shuffledMegabytes(run.what()),
          run.isQuiet()
              ? String.format(
                  Locale.ROOT,
                  "%.1f s, model %.1f s (%+.0f %%)",
                  run.wall(),
                  seconds(run.what()),
                  100 * (seconds(run.what()) / run.wall() - 1))
              : "other work beside it, so its seconds are not used");
    }
    return text.toString();
  }

  /** What is to be expected of a case that was not measured. */
  String prediction(SizingCase what) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Prediction for %s, %d rows on %d executors of a core, %d partitions",
        what.design(),
        what.rows(),
        what.cores(),
        what.partitions());
    line(
        text,
        "rows: %.1f s (%.0f s of processor)",
        rowSeconds(what) / what.cores(),
        rowSeconds(what));
    line(
        text,
        "merges on the longest way: %.1f s, of %d states at last",
        mergeSeconds(what),
        what.lastMerged());
    line(text, "driver: %.1f s", driver.of(what));
    line(
        text,
        "shuffled: %.0f MB, %.1f MB per executor; to the driver %.1f MB",
        shuffledMegabytes(what),
        shuffledMegabytes(what) / what.cores(),
        last.of(what));
    line(text, "all: %.1f s, %.0f rows/s", seconds(what), what.rows() / seconds(what));
    line(text, "assumes: processors as here; rows read as fast as here, where they are made;");
    line(text, "a network that never waits; executors that are there; no task tried again");
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... words) {
    text.append("  ").append(String.format(Locale.ROOT, format, words)).append('\n');
  }
}
