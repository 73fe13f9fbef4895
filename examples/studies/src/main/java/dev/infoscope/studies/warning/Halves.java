// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.FaultKind;
import dev.infoscope.studies.faults.RunSeries;
import java.util.Arrays;
import java.util.List;

/**
 * Runs by what they are for.
 *
 * @param calibration healthy runs of odd seeds: thresholds are taken from them
 * @param healthy healthy runs of even seeds: false alarms are counted on them
 * @param faulty all others
 */
record Halves(List<RunSeries> calibration, List<RunSeries> healthy, List<RunSeries> faulty) {
  static Halves of(List<RunSeries> runs) {
    return new Halves(
        runs.stream().filter(run -> isHealthy(run) && run.seed() % 2 == 1).toList(),
        runs.stream().filter(run -> isHealthy(run) && run.seed() % 2 == 0).toList(),
        runs.stream().filter(run -> !isHealthy(run)).toList());
  }

  private static boolean isHealthy(RunSeries run) {
    return run.fault().equals(FaultKind.NONE.label());
  }

  /** Faulty runs of one kind. */
  List<RunSeries> of(FaultKind kind) {
    return faulty.stream().filter(run -> run.fault().equals(kind.label())).toList();
  }

  /** Kinds of which there are runs. */
  List<FaultKind> kinds() {
    return Arrays.stream(FaultKind.values()).filter(kind -> !of(kind).isEmpty()).toList();
  }
}
