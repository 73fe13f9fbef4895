// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.discrete.BottomK;
import dev.infoscope.discrete.RowHashes;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which rows of a data set become the probe set: those with the smallest hash of their content
 * under a seed, so that the choice does not depend on the order of the rows ({@link BottomK}). Rows
 * without a label are left out.
 *
 * @param kept indices of the chosen rows, by ascending hash unless all were wanted
 * @param fingerprint hash over the identities of the chosen rows
 */
@SuppressWarnings("ArrayRecordComponent")
record ProbeRows(int[] kept, long fingerprint) {
  private static final int BLOCK = 256;

  static ProbeRows choose(INDArray[] features, int[] labels, int most, long seed) {
    RowHashes hashes = new RowHashes(labels, seed);
    for (INDArray array : features) {
      addContent(array, labels.length, hashes);
    }
    int[] kept = hashes.choose(most, row -> labels[row] != ClassLabels.NONE);
    return new ProbeRows(kept, hashes.fingerprint(kept));
  }

  /** All rows, in their own order. */
  static ProbeRows all(INDArray[] features, int[] labels, long seed) {
    ProbeRows chosen = choose(features, labels, labels.length, seed);
    return new ProbeRows(IntStream.range(0, labels.length).toArray(), chosen.fingerprint());
  }

  private static void addContent(INDArray array, int rows, RowHashes hashes) {
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      hashes.add(first, count, Blocks.floats(Blocks.rows(array, first, count)));
    }
  }
}
