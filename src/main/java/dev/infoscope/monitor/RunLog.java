// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.measure.Measure;
import dev.infoscope.network.Moment;
import dev.infoscope.report.Health;
import dev.infoscope.report.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads of a run that goes well: one line when it begins, with what is watched and
 * where to see it, and one when it ends, with what came of it. Thread-safe.
 */
final class RunLog {
  private final MonitorSettings settings;
  private final Log log;
  private final Supplier<List<String>> shownAt;
  private @Nullable Run run;
  private @Nullable Moment last;
  private int reports;

  /**
   * A log of a run.
   *
   * @param settings what is done
   * @param log where the lines go
   * @param shownAt where reports can be seen, as sinks say; asked once per line
   */
  RunLog(MonitorSettings settings, Log log, Supplier<List<String>> shownAt) {
    this.settings = settings;
    this.log = log;
    this.shownAt = shownAt;
  }

  /** The network can be examined. */
  synchronized void watching(Run run, ObservedModel observed) {
    this.run = run;
    log.info(
        String.format(
            Locale.ROOT,
            "Infoscope watches run %s (%s): %s, %s; measures: %s; %s",
            run.name(),
            run.model(),
            observed.inWords(),
            settings.schedule().inWords(),
            settings.measures().stream().map(Measure::name).collect(Collectors.joining(", ")),
            places()));
  }

  private String places() {
    List<String> places = shownAt.get();
    if (!places.isEmpty()) {
      return String.join(", ", places);
    }
    return settings.sinks().isEmpty()
        ? "nothing shows the readings: add serve(port) or history(file)"
        : "shown by sinks of your own";
  }

  /** A report was handed to the sinks. */
  synchronized void reported(Moment moment) {
    last = moment;
    reports++;
  }

  /**
   * The run is over. Says nothing of one that never began.
   *
   * @param finished whether it has ended on purpose
   * @param health what was counted
   */
  synchronized void ended(boolean finished, Health health) {
    if (run == null) {
      return;
    }
    int planned = run.plannedEpochs();
    int epoch = last == null ? 0 : last.epoch();
    String where = String.join(", ", shownAt.get());
    log.info(
        String.format(
            Locale.ROOT,
            "Infoscope: run %s %s, last examined after epoch %d%s: %d snapshots, %d reports%s%s%s%s",
            run.name(),
            finished ? "finished" : "was closed",
            epoch,
            planned > 0 ? " of " + planned + " planned" : "",
            health.snapshots(),
            reports,
            counts("left out", health.skipped()),
            counts("failures", health.failures()),
            where.isEmpty() ? "" : "; " + where,
            finished || epoch >= planned
                ? ""
                : "; alerts take this for a crash, call finish() where a run ends on purpose"));
  }

  private static String counts(String what, Map<String, Long> byReason) {
    String counted =
        byReason.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return counted.isEmpty() ? "" : ", " + what + " (" + counted + ")";
  }
}
