// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.Locale;

/**
 * What one training took.
 *
 * @param problem which one
 * @param seed of the weights
 * @param watcher {@code none}, {@code StatsListener}, or a preset
 * @param every iterations between two snapshots; {@code epoch} at the end of each, {@code -} where
 *     there are none
 * @param wall seconds of training
 * @param process processor time of the whole process, seconds, with what was left to analyse after
 *     the training
 * @param training processor time of the training thread, seconds
 * @param snapshots how many were examined
 */
record GridRun(
    String problem,
    int seed,
    String watcher,
    String every,
    double wall,
    double process,
    double training,
    int snapshots) {
  static final String HEADER =
      "problem,seed,watcher,every,wall_s,process_cpu_s,training_cpu_s,snapshots";

  /** Reads a line of the file. */
  static GridRun of(String line) {
    String[] cells = line.split(",", -1);
    return new GridRun(
        cells[0],
        Integer.parseInt(cells[1]),
        cells[2],
        cells[3],
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        Integer.parseInt(cells[7]));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s,%d,%s,%s,%.4f,%.4f,%.4f,%d",
        problem,
        seed,
        watcher,
        every,
        wall,
        process,
        training,
        snapshots);
  }
}
