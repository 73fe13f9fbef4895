// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--only", description = "One part (${COMPLETION-CANDIDATES}); default: all.")
  private @Nullable Part only;

  /** What levels are claimed for. */
  enum Part {
    RELAY(RelayCalibration::lines),
    RANK(RankCalibration::lines),
    LINK(LinkCalibration::lines),
    ABLATION(AblationCalibration::lines),
    BIAS(BiasCalibration::lines),
    /** Of each of the 48 settings of a family a fifth of the sets. */
    INTERVAL(
        (sets, workers, seed) -> IntervalCalibration.lines(Math.max(1, sets / 5), workers, seed)),
    ERROR(ErrorCalibration::lines);

    private final Lines lines;

    Part(Lines lines) {
      this.lines = lines;
    }
  }

  private interface Lines {
    List<CalibrationLine> of(int sets, int workers, long seed);
  }

  @Override
  public Integer call() {
    System.out.println(CalibrationLine.HEAD);
    for (Part part : Part.values()) {
      if (only == null || only == part) {
        part.lines.of(sets, workers, seed).forEach(line -> System.out.println(line.markdown()));
      }
    }
    return 0;
  }
}
