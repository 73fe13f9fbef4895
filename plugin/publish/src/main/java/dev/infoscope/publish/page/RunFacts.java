// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.Run;
import java.time.Instant;
import java.util.Map;

/**
 * What the page says about a run.
 *
 * @param token tells this channel from any other that was ever at the same address
 * @param schedule when the network is examined, in words; empty if not said
 * @param began when watching began, ISO 8601; empty of a run from a file that does not tell ends
 * @param tags what the user says of the run
 * @param state what is known of its end
 */
record RunFacts(
    String token,
    String name,
    String model,
    int plannedEpochs,
    String schedule,
    String began,
    Map<String, Object> tags,
    Provenance provenance,
    RunState state) {
  private static final Provenance UNKNOWN = new Provenance("", Map.of(), 0, 0, 0, 0, 0, "");

  static RunFacts none(String token) {
    return new RunFacts(token, "", "", 0, "", "", Map.of(), UNKNOWN, RunState.LIVE);
  }

  RunFacts with(Run run) {
    return new RunFacts(
        token,
        run.name(),
        run.model(),
        run.plannedEpochs(),
        run.schedule(),
        Instant.now().toString(),
        run.tags(),
        run.provenance(),
        state);
  }

  /** A resumed run may have other tags than before. */
  RunFacts with(Map<String, Object> others) {
    return new RunFacts(
        token, name, model, plannedEpochs, schedule, began, others, provenance, state);
  }

  /** More is known of its end. */
  RunFacts with(RunState now) {
    return new RunFacts(token, name, model, plannedEpochs, schedule, began, tags, provenance, now);
  }

  static RunFacts of(String token, ReportEntry entry) {
    Provenance provenance = entry.provenance() == null ? UNKNOWN : entry.provenance();
    return new RunFacts(
        token,
        entry.run(),
        entry.model(),
        entry.plannedEpochs(),
        "",
        Boolean.TRUE.equals(entry.endFollows()) ? entry.session() : "",
        entry.tags(),
        provenance,
        RunState.RECORDED);
  }
}
