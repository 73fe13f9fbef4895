// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.numeric.Require;
import dev.infoscope.report.Provenance;
import java.util.Map;

/**
 * The examples that every snapshot of a {@link SnapshotScope} is of.
 *
 * @param samples how many, at least 1
 * @param classes number of their classes, at least 1
 * @param hash identity of the examples, hexadecimal
 */
public record SnapshotProbe(int samples, int classes, String hash) {
  private static final int ANALYSIS_THREADS = 1; // by design, see the package monitor
  private static final int NO_NETWORK = 0;

  /** Checks the numbers. */
  public SnapshotProbe {
    Require.atLeast("samples", samples, 1);
    Require.atLeast("classes", classes, 1);
  }

  Provenance provenance(Map<String, Object> settings, long seed) {
    return new Provenance(
        Provenance.currentVersion(),
        settings,
        seed,
        ANALYSIS_THREADS,
        NO_NETWORK,
        samples,
        classes,
        hash);
  }
}
