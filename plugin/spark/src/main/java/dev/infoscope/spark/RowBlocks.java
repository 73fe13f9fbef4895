// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Gathers rows to blocks, and examines these.
 *
 * @param examiner runs them through the network
 * @param width values of a row
 */
record RowBlocks(BlockExaminer examiner, int width) {
  /** Takes what was seen of a block. */
  interface Taker {
    /** Takes a block and the ids of its rows. */
    void take(Snapshot block, long[] ids);
  }

  /** Examines all rows. */
  void forEach(Iterator<LabelledRow> rows, Taker taker) {
    float[] features = new float[BlockExaminer.ROWS * width];
    int[] labels = new int[BlockExaminer.ROWS];
    long[] ids = new long[BlockExaminer.ROWS];
    while (rows.hasNext()) {
      int count = 0;
      for (; count < BlockExaminer.ROWS && rows.hasNext(); count++) {
        LabelledRow row = rows.next();
        System.arraycopy(row.features(), 0, features, count * width, width);
        labels[count] = row.label();
        ids[count] = row.id();
      }
      taker.take(
          examiner.examine(features, Arrays.copyOf(labels, count)), Arrays.copyOf(ids, count));
    }
  }
}
