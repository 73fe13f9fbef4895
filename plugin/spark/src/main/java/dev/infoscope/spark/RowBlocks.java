// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.dl4j.BlockExaminer;
import dev.infoscope.dl4j.saved.SavedNormalizer;
import dev.infoscope.network.Snapshot;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows to blocks, and examines these.
 *
 * @param examiner runs them through the network
 * @param width values of a row
 * @param normalizer that rows go through first; null for none
 */
record RowBlocks(BlockExaminer examiner, int width, @Nullable SavedNormalizer normalizer) {
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
        put(row.features(), features, count * width);
        labels[count] = row.label();
        ids[count] = row.id();
      }
      taker.take(
          examiner.examine(features, Arrays.copyOf(labels, count)), Arrays.copyOf(ids, count));
    }
  }

  private void put(float[] row, float[] block, int at) {
    if (normalizer == null) {
      System.arraycopy(row, 0, block, at, width);
      return;
    }
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = row[i];
    }
    double[] made = normalizer.apply(values, width);
    for (int i = 0; i < width; i++) {
      block[at + i] = (float) made[i];
    }
  }
}
