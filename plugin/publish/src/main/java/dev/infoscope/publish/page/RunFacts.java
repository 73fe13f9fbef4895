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
 * @param began when watching began, ISO 8601; empty of a run from a file
 * @param tags what the user says of the run
 * @param live whether reports are still to come
 * @param finished whether it has ended on purpose
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
    boolean live,
    boolean finished) {
  private static final Provenance UNKNOWN = new Provenance("", Map.of(), 0, 0, 0, 0, 0, "");

  static RunFacts none(String token) {
    return new RunFacts(token, "", "", 0, "", "", Map.of(), UNKNOWN, true, false);
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
        live,
        finished);
  }

  /** A resumed run may have other tags than before. */
  RunFacts with(Map<String, Object> others) {
    return new RunFacts(
        token, name, model, plannedEpochs, schedule, began, others, provenance, live, finished);
  }

  /** No more reports come. */
  RunFacts over() {
    return new RunFacts(
        token, name, model, plannedEpochs, schedule, began, tags, provenance, false, finished);
  }

  /** It has ended on purpose. */
  RunFacts done() {
    return new RunFacts(
        token, name, model, plannedEpochs, schedule, began, tags, provenance, live, true);
  }

  static RunFacts of(String token, ReportEntry entry) {
    Provenance provenance = entry.provenance() == null ? UNKNOWN : entry.provenance();
    return new RunFacts(
        token,
        entry.run(),
        entry.model(),
        entry.plannedEpochs(),
        "",
        "",
        entry.tags(),
        provenance,
        false,
        false);
  }
}
