// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import java.util.Map;

/**
 * What the page says about a run.
 *
 * @param token tells this channel from any other that was ever at the same address
 * @param live whether reports are still to come
 */
record RunFacts(
    String token,
    String name,
    String model,
    int plannedEpochs,
    Provenance provenance,
    boolean live) {
  private static final Provenance UNKNOWN = new Provenance("", Map.of(), 0, 0, 0, 0, 0, "");

  static RunFacts none(String token) {
    return new RunFacts(token, "", "", 0, UNKNOWN, true);
  }

  RunFacts with(Run run) {
    return new RunFacts(
        token, run.name(), run.model(), run.plannedEpochs(), run.provenance(), live);
  }

  RunFacts over() {
    return new RunFacts(token, name, model, plannedEpochs, provenance, false);
  }

  static RunFacts of(String token, HistoryEntry entry) {
    Provenance provenance = entry.provenance() == null ? UNKNOWN : entry.provenance();
    return new RunFacts(
        token, entry.run(), entry.model(), entry.plannedEpochs(), provenance, false);
  }
}
