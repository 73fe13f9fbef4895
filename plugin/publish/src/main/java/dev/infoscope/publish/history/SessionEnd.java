// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import dev.infoscope.report.TrainingProgress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a session in a history: how it ended. A session whose process was killed has
 * none. It lacks {@code time}, so that a reader that does not know it leaves it out, as it does
 * with whatever is no report.
 *
 * @param schema version of the format
 * @param ended {@link #FINISHED}, {@link #CLOSED} or {@link #UNWATCHED}
 * @param session of the reports that it ends
 * @param run of the reports
 * @param model of the reports
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param epoch of the last report; 0 if there is none
 * @param iteration of the last report; 0 if there is none
 * @param at when it ended, ISO 8601
 * @param reason why it was not watched, or no longer; null if it was
 * @param readings none, for readers that expect some in every line
 * @param matrices none, as well
 */
public record SessionEnd(
    int schema,
    String ended,
    String session,
    String run,
    String model,
    int plannedEpochs,
    int epoch,
    int iteration,
    String at,
    @Nullable String reason,
    List<Object> readings,
    List<Object> matrices) {
  /** Training ended on purpose, as planned or before. */
  public static final String FINISHED = "finished";

  /** The run was closed, and nobody said that training was to end. */
  public static final String CLOSED = "closed";

  /** The network could not be examined, or no longer. */
  public static final String UNWATCHED = "unwatched";

  /** Has neither readings nor matrices. */
  public SessionEnd {
    readings = List.of();
    matrices = List.of();
  }

  /** An end that is now. */
  static SessionEnd now(
      String ended, String session, Run run, TrainingProgress last, @Nullable String reason) {
    return new SessionEnd(
        ReportEntry.SCHEMA,
        ended,
        session,
        run.name(),
        run.model(),
        run.plannedEpochs(),
        last.epoch(),
        last.iteration(),
        Instant.now().toString(),
        reason,
        List.of(),
        List.of());
  }

  /**
   * Whether training ended on purpose.
   *
   * @return false if it was only closed, or not watched
   */
  public boolean isFinished() {
    return FINISHED.equals(ended);
  }

  /**
   * Why it was not watched.
   *
   * @return empty if it was
   */
  public String whyUnwatched() {
    return !UNWATCHED.equals(ended) ? "" : reason == null ? "for a reason that is lost" : reason;
  }
}
