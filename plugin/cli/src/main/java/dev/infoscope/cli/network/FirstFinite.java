// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.motion.MotionMetrics;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.TrainingProgress;
import java.util.HashMap;
import java.util.Map;

/**
 * The moments at which the parameters of a layer were finite for the first time, as a history
 * tells: distances are held against them, so whoever goes on with the history needs them again.
 * Mostly this is the first moment alone.
 */
final class FirstFinite {
  private final Map<String, TrainingProgress> moments = new HashMap<>();

  /** Takes a report, in the order of training. */
  void add(ReportEntry entry) {
    for (ReadingEntry reading : entry.readings()) {
      if (reading.layer() != null
          && reading.metric().equals(MotionMetrics.DISTANCE.meterName())
          && !reading.flags().contains(Flag.NOT_FINITE.label())) {
        moments.putIfAbsent(reading.layer(), entry.progress());
      }
    }
  }

  void clear() {
    moments.clear();
  }

  boolean holds(SavedMoment saved) {
    return moments.values().stream().anyMatch(saved::is);
  }
}
