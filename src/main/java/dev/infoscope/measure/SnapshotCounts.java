// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.network.Snapshot;

/**
 * The counts of a {@link CountedMeasure}, gathered from blocks of a snapshot in any order, apart
 * and merged.
 *
 * <p><strong>Not thread-safe.</strong> Give each thread an instance of its own and merge.
 */
public interface SnapshotCounts {
  /**
   * Adds a block.
   *
   * @param block some rows of the snapshot
   * @param ids of the rows, the same as in the first pass
   * @return this
   * @throws IllegalArgumentException if the block is of another network
   */
  SnapshotCounts accept(Snapshot block, long[] ids);

  /**
   * Adds everything other counts have gathered; they stay as they are.
   *
   * @param other of the same measure and the same first pass
   * @return this
   * @throws IllegalArgumentException if they were made differently
   */
  SnapshotCounts merge(SnapshotCounts other);

  /**
   * Counts the rows gathered so far.
   *
   * @return at least 0
   */
  long samples();

  /**
   * The serial form, which {@link CountedMeasure#counts(SnapshotSummary, byte[])} reads.
   *
   * @return equal bytes for equal evidence
   */
  byte[] toBytes();
}
