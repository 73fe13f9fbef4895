// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.Serializable;
import java.time.Instant;

/**
 * A moment of a run as a part of its replay knows it.
 *
 * @param file of the checkpoint; empty if it is passed over, since it is measured elsewhere
 * @param epoch finished epochs
 * @param iteration parameter updates
 * @param time when it was saved
 */
record PartMoment(String file, int epoch, int iteration, Instant time) implements Serializable {
  /** To be examined. */
  static PartMoment examined(Checkpoint checkpoint) {
    return new PartMoment(
        checkpoint.file().toAbsolutePath().toString(),
        checkpoint.epoch(),
        checkpoint.iteration(),
        checkpoint.time());
  }

  /** To be counted only. */
  PartMoment passedOver() {
    return new PartMoment("", epoch, iteration, time);
  }

  boolean isPassedOver() {
    return file.isEmpty();
  }
}
