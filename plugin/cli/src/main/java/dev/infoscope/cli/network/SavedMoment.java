// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.report.TrainingProgress;
import java.nio.file.Path;

/** A moment of a training that was saved: a checkpoint, or a folder of activations. */
interface SavedMoment {
  /** Where it was saved. */
  Path file();

  /** Finished epochs. */
  int epoch();

  /** Parameter updates. */
  int iteration();

  /** Whether a report is of this moment. */
  default boolean is(TrainingProgress moment) {
    return moment.epoch() == epoch() && moment.iteration() == iteration();
  }
}
