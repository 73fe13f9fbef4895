// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often a reading that is far off goes without the flag that says so. */
@Command(
    name = "audit-flag",
    description =
        "Reads layers of known information with settings drawn at random, and counts readings that"
            + " are off by more than a quarter of H(Y) and have no flag beyond_audit.",
    mixinStandardHelpOptions = true)
public final class AuditFlag implements Callable<Integer> {
  @Option(names = "--readings", description = "How many (default: 3000).")
  private int readings = 3000;

  @Option(names = "--seed", description = "Of the settings and layers (default: 1).")
  private long seed = 1;

  @Option(names = "--workers", description = "Threads (default: 2).")
  private int workers = 2;

  @Option(names = "--missed", description = "Also prints each reading that was missed.")
  private boolean missed;

  @Override
  public Integer call() {
    List<FlagTrial> trials = trials(readings, seed, workers);
    System.out.println(
        "| estimator | readings | far off | of these without the flag | without the flag |");
    System.out.println("|---|---|---|---|---|");
    Map<String, List<FlagTrial>> groups =
        trials.stream()
            .collect(
                Collectors.groupingBy(FlagTrial::estimator, TreeMap::new, Collectors.toList()));
    groups.forEach((estimator, own) -> System.out.println(line(estimator, own)));
    System.out.println(line("all", trials));
    if (missed) {
      trials.stream()
          .filter(FlagTrial::isMissed)
          .map(FlagTrial::words)
          .forEach(System.out::println);
    }
    return 0;
  }

  static List<FlagTrial> trials(int count, long seed, int workers) {
    FlagTrial[] trials = new FlagTrial[count];
    Workers.run(workers, count, () -> at -> trials[at] = FlagTrial.of(seed, at));
    return Arrays.asList(trials);
  }

  private static String line(String estimator, List<FlagTrial> own) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d |",
        estimator,
        own.size(),
        own.stream().filter(FlagTrial::isFarOff).count(),
        own.stream().filter(FlagTrial::isMissed).count(),
        own.stream().filter(trial -> !trial.flagged()).count());
  }
}
