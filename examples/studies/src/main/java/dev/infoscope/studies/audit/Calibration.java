// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nominal levels of nulls, flags and intervals beside what is measured. */
@Command(
    name = "calibration",
    description =
        "How often nulls, flags and intervals are wrong on seeded data without what they look"
            + " for, beside the level they claim.",
    mixinStandardHelpOptions = true)
public final class Calibration implements Callable<Integer> {
  @Option(names = "--sets", description = "Data sets of each kind (default: 200).")
  private int sets = 200;

  @Option(names = "--workers", description = "Threads (default: 2).")
  private int workers = 2;

  @Option(names = "--seed", description = "Of the first set (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() {
    System.out.println(CalibrationLine.HEAD);
    print(RelayCalibration.lines(sets, workers, seed));
    print(RankCalibration.lines(sets, workers, seed));
    print(LinkCalibration.lines(sets, workers, seed));
    print(AblationCalibration.lines(sets, workers, seed));
    print(BiasCalibration.lines(sets, workers, seed));
    return 0;
  }

  private static void print(List<CalibrationLine> lines) {
    lines.forEach(line -> System.out.println(line.markdown()));
  }
}
