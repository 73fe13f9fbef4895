// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.report.TrainingProgress;
import java.nio.file.Path;
import java.time.Instant;

/** A moment of a training that was saved: a checkpoint, or a folder of activations. */
interface SavedMoment {
  /** Where it was saved. */
  Path file();

  /** Finished epochs. */
  int epoch();

  /** Parameter updates. */
  int iteration();

  /**
   * When it was saved, as it is there now.
   *
   * @throws dev.infoscope.cli.table.InputException if it is gone
   */
  Instant written();

  /** Whether a report is of this moment. */
  default boolean is(TrainingProgress moment) {
    return moment.epoch() == epoch() && moment.iteration() == iteration();
  }
}
