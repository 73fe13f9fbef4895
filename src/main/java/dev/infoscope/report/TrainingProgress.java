// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far training was when a report was taken, and the one rule for runs that are restarted: a
 * report replaces all earlier ones of its run that were not taken before it in training.
 *
 * @param epoch epochs that had ended
 * @param iteration parameter updates so far
 */
public record TrainingProgress(int epoch, int iteration) {
  /**
   * Whether this is later in training.
   *
   * @param other of the same run
   * @return whether epoch, or iteration within the epoch, is greater
   */
  public boolean isAfter(TrainingProgress other) {
    return epoch != other.epoch ? epoch > other.epoch : iteration > other.iteration;
  }

  /**
   * Removes what a report taken now replaces.
   *
   * @param last the newest of what is kept; gives null if nothing is kept
   * @param progress of one that is kept
   * @param removeLast removes the newest
   * @param <T> what is kept, ascending
   */
  public <T> void removeReplaced(
      Supplier<@Nullable T> last, Function<T, TrainingProgress> progress, Runnable removeLast) {
    for (T newest = last.get();
        newest != null && !isAfter(progress.apply(newest));
        newest = last.get()) {
      removeLast.run();
    }
  }
}
