// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a probe has cost.
 *
 * @param what was measured
 * @param measures that were left out, with a minus
 * @param wall seconds from the call to the readings
 * @param driver seconds of these without a job of Spark
 * @param stages seconds of these in stages of Spark
 * @param read seconds of stages to read all rows once and do nothing with them
 * @param rowCpu seconds of the processor in tasks that read rows, both passes
 * @param readCpu seconds of the processor to read all rows once
 * @param mergeCpu seconds of the processor in tasks that merge
 * @param taskTime seconds in which tasks ran or waited
 * @param processCpu seconds of the processor of the whole process
 * @param gc seconds of garbage collection
 * @param shuffled bytes between tasks
 * @param rowStates bytes of these that tasks wrote that read rows
 * @param results bytes from tasks to the driver
 * @param largest bytes of the largest result
 * @param driverRows rows whose values reached the driver
 * @param heap bytes of heap at the most, garbage included
 * @param resident bytes of the process at the most
 */
record SizingRun(
    SizingCase what,
    String measures,
    double wall,
    double driver,
    double stages,
    double read,
    double rowCpu,
    double readCpu,
    double mergeCpu,
    double taskTime,
    double processCpu,
    double gc,
    long shuffled,
    long rowStates,
    long results,
    long largest,
    int driverRows,
    long heap,
    long resident) {
  private static final int FIXED = 5; // columns that say what was measured
  private static final double MOST_WAITING = 1.5; // times the seconds of the processor

  /** Names of the columns. */
  static String head() {
    return "design,rows,cores,partitions,"
        + Arrays.stream(SizingRun.class.getRecordComponents())
            .skip(1)
            .map(RecordComponent::getName)
            .collect(Collectors.joining(","));
  }

  String line() {
    String times =
        Arrays.stream(
                new double[] {
                  wall, driver, stages, read, rowCpu, readCpu, mergeCpu, taskTime, processCpu, gc
                })
            .mapToObj(value -> String.format(Locale.ROOT, "%.3f", value))
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%d,%s,%s,%d,%d,%d,%d,%d,%d,%d",
        what.design(),
        what.rows(),
        what.cores(),
        what.partitions(),
        measures,
        times,
        shuffled,
        rowStates,
        results,
        largest,
        driverRows,
        heap,
        resident);
  }

  static SizingRun parse(String line) {
    String[] cells = line.split(",");
    SizingCase what =
        new SizingCase(
            Long.parseLong(cells[1]),
            Integer.parseInt(cells[2]),
            Integer.parseInt(cells[3]),
            SizingDesign.parse(cells[0]));
    double[] n = Arrays.stream(cells).skip(FIXED).mapToDouble(Double::parseDouble).toArray();
    return new SizingRun(
        what,
        cells[4],
        n[0],
        n[1],
        n[2],
        n[3],
        n[4],
        n[5],
        n[6],
        n[7],
        n[8],
        n[9],
        (long) n[10],
        (long) n[11],
        (long) n[12],
        (long) n[13],
        (int) n[14],
        (long) n[15],
        (long) n[16]);
  }

  /** Seconds of stages without reading, which both passes do. */
  double ours() {
    return stages - 2 * read;
  }

  /** Seconds of the processor in tasks without reading. */
  double oursCpu() {
    return rowCpu - 2 * readCpu + mergeCpu;
  }

  /** Whether tasks had the processor most of the time, so that wall times tell of the work. */
  boolean isQuiet() {
    return taskTime < MOST_WAITING * (rowCpu + mergeCpu);
  }

  /** For a person. */
  String words() {
    double cpu = rowCpu + mergeCpu;
    return String.format(
        Locale.ROOT,
        "%s, %d rows, %d cores, %d partitions:%n"
            + "  %.1f s, %.0f rows/s; driver %.1f s; stages %.1f s, of which reading 2 x %.1f s%n"
            + "  processor in tasks %.1f s (reading 2 x %.1f s, merging %.1f s): %.1f us a row, %.0f"
            + " rows/s and core; tasks ran or waited %.1f s%n"
            + "  processor of the process %.1f s; garbage collection %.1f s%n"
            + "  shuffled %.1f MB; to the driver %.1f MB, the largest %.1f MB, rows among it %d%n"
            + "  heap at the most %.0f MB, process %.0f MB",
        what.design(),
        what.rows(),
        what.cores(),
        what.partitions(),
        wall,
        what.rows() / wall,
        driver,
        stages,
        read,
        cpu,
        readCpu,
        mergeCpu,
        1e6 * cpu / what.rows(),
        what.rows() / cpu,
        taskTime,
        processCpu,
        gc,
        shuffled / 1e6,
        results / 1e6,
        largest / 1e6,
        driverRows,
        heap / 1e6,
        resident / 1e6);
  }
}
