// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.TrainingProgress;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Which reports of a run are replaced by later ones, as {@link TrainingProgress} says: a run that
 * was resumed from a checkpoint keeps those before it. Holds two numbers per report. Not
 * thread-safe.
 */
final class ReplacedReports {
  private record Kept(int index, TrainingProgress progress) {}

  private final Deque<Kept> kept = new ArrayDeque<>();
  private final BitSet replaced = new BitSet();
  private int count;

  /** The next report of the file. */
  void add(TrainingProgress progress) {
    progress.removeReplaced(
        kept::peekLast, Kept::progress, () -> replaced.set(kept.removeLast().index()));
    kept.addLast(new Kept(count++, progress));
  }

  /** Whether no report is replaced. */
  boolean isEmpty() {
    return replaced.isEmpty();
  }

  /** Whether a report was added, counted from 0, and is not replaced. */
  boolean isKept(int index) {
    return index < count && !replaced.get(index);
  }
}
