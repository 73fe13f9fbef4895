// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.TrainingProgress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When the moments of a history were saved. One that was saved again since is of another training,
 * and a history that went on with it would be of two.
 */
final class MeasuredTimes {
  private final Map<TrainingProgress, Instant> times = new LinkedHashMap<>();

  /** Takes a report; that of a live run has the time of the snapshot, not of a file. */
  void add(ReportEntry entry) {
    if (entry.time() == null || Boolean.TRUE.equals(entry.endFollows())) {
      return;
    }
    try {
      times.put(entry.progress(), micros(Instant.parse(entry.time())));
    } catch (DateTimeException unknown) {
      times.remove(entry.progress());
    }
  }

  void clear() {
    times.clear();
  }

  /**
   * Demands that what was measured is what is there.
   *
   * @param saved a moment, in the history or not
   * @param history for the message
   * @throws InputException if its time is another
   */
  void requireSame(SavedMoment saved, Path history) {
    TrainingProgress measured = measured(saved);
    Instant now = saved.written();
    if (measured != null && !isTime(measured, micros(now))) {
      throw changed(saved, now, history, measured);
    }
  }

  /**
   * The same where a training may just be deleting the moment: what is left then is older, or has
   * lost its numbers.
   *
   * @param now when it was saved
   * @throws InputException if that is newer
   */
  void requireNotNewer(SavedMoment saved, Instant now, Path history) {
    TrainingProgress measured = measured(saved);
    boolean loses = measured != null && saved.iteration() == 0 && measured.iteration() != 0;
    if (measured != null && !loses && micros(now).isAfter(time(measured))) {
      throw changed(saved, now, history, measured);
    }
  }

  private @Nullable TrainingProgress measured(SavedMoment saved) {
    return times.keySet().stream().filter(saved::is).findFirst().orElse(null);
  }

  /** Files of one time are reported a millisecond after each other, so a report may be later. */
  private boolean isTime(TrainingProgress measured, Instant now) {
    Instant then = time(measured);
    Duration most = Duration.ofMillis(times.size());
    return now.equals(then)
        || now.isBefore(then)
            && times.values().stream()
                .anyMatch(
                    before ->
                        before.isBefore(then)
                            && Duration.between(before, then).compareTo(most) <= 0);
  }

  private InputException changed(
      SavedMoment saved, Instant now, Path history, TrainingProgress measured) {
    return new InputException(
        saved.file(),
        "epoch %d was saved at %s, what %s holds of it at %s: another training, or a copy with"
            + " other times; give another --out, or delete %s",
        measured.epoch(),
        now,
        history,
        time(measured),
        history);
  }

  private Instant time(TrainingProgress measured) {
    return Objects.requireNonNull(times.get(measured));
  }

  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
