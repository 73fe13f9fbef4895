// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.ParameterSlot.Sample;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the analysis observes. Used by one thread. */
interface Observed {
  /**
   * Sees whether it can be examined at all.
   *
   * @throws Exception if not
   */
  void tryOut() throws Exception;

  /** Waits for the next moment to examine; null when there is none any more. */
  @Nullable Sample next() throws InterruptedException;

  /** Examines that moment; what is seen is alive until {@link #clear}. */
  Snapshot examine(Moment moment);

  /** Layers that could not be examined, with the reason. */
  Map<String, String> skipped();

  /** Frees what was seen. */
  void clear();
}
