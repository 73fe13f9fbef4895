// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.network.SerialBytes;
import dev.infoscope.measure.SnapshotSummary;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** What tasks share, as bytes, so that any serialiser carries it; read once by each task. */
final class SharedTasks implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<byte[]> tasks;
  private final @Nullable Broadcast<byte[]> scan;
  private transient @Nullable ProbeTasks readTasks;
  private transient @Nullable SnapshotSummary readSummary;

  /**
   * What was broadcast.
   *
   * @param scan what the first pass has found; null before its end
   */
  SharedTasks(Broadcast<byte[]> tasks, @Nullable Broadcast<byte[]> scan) {
    this.tasks = tasks;
    this.scan = scan;
  }

  synchronized ProbeTasks tasks() {
    ProbeTasks known = readTasks;
    if (known == null) {
      known = SerialBytes.read(ProbeTasks.class, tasks.value());
      readTasks = known;
    }
    return known;
  }

  synchronized SnapshotSummary summary() {
    SnapshotSummary known = readSummary;
    if (known == null) {
      Broadcast<byte[]> found = scan;
      if (found == null) {
        throw new IllegalStateException("the first pass has not ended");
      }
      known = ProbeTasks.summary(found.value());
      readSummary = known;
    }
    return known;
  }
}
