// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.measure.Measure;
import dev.infoscope.network.Moment;
import dev.infoscope.report.Health;
import dev.infoscope.report.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
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
            "Infoscope watches run %s (%s): %s, %s; measures: %s%s; %s",
            run.name(),
            run.model(),
            observed.inWords(),
            settings.schedule().inWords(),
            settings.measures().stream().map(Measure::name).collect(Collectors.joining(", ")),
            notes(observed),
            places()));
  }

  /** Memory and the like, and what is known to be left out before anything was measured. */
  private static String notes(ObservedModel observed) {
    List<String> notes = new ArrayList<>(observed.notes());
    String off = everywhere(observed.skipped());
    if (!off.isEmpty()) {
      notes.add("switched off " + off);
    }
    return notes.stream().map(note -> "; " + note).collect(Collectors.joining());
  }

  private static String everywhere(Map<String, String> skipped) {
    return skipped.entrySet().stream()
        .filter(each -> each.getKey().startsWith("all layers"))
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining("; "));
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

  /**
   * A report was handed to the sinks. What the first leaves out of all layers is told.
   *
   * @param moment of the report
   * @param skipped what it leaves out, with the reason
   */
  synchronized void reported(Moment moment, Map<String, String> skipped) {
    last = moment;
    reports++;
    String left = everywhere(skipped);
    if (run != null && reports == 1 && !left.isEmpty()) {
      log.info("Infoscope: run " + run.name() + " leaves out " + left);
    }
  }

  /**
   * The run is over. Of one that never began it says only what failed.
   *
   * @param finished whether it has ended on purpose
   * @param health what was counted
   */
  synchronized void ended(boolean finished, Health health) {
    if (run == null) {
      endedUnwatched(health);
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
            notExamined(health),
            failures(health),
            where.isEmpty() ? "" : "; " + where,
            finished || epoch >= planned
                ? ""
                : "; alerts take this for a crash, call finish() where a run ends on purpose"));
  }

  private void endedUnwatched(Health health) {
    String failures = failures(health);
    if (!failures.isEmpty()) {
      log.info(
          "Infoscope: run "
              + settings.run().name()
              + " was not watched"
              + failures
              + notExamined(health));
    }
  }

  private static String notExamined(Health health) {
    return counts(
        "not examined", health.skipped(), (label, count) -> count + " " + SkipReason.words(label));
  }

  private static String failures(Health health) {
    return counts("failures", health.failures(), (part, count) -> part + " " + count);
  }

  private static String counts(
      String what, Map<String, Long> byReason, BiFunction<String, Long, String> words) {
    String counted =
        byReason.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(each -> words.apply(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return counted.isEmpty() ? "" : ", " + what + " (" + counted + ")";
  }
}
