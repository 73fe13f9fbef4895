// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.discrete.BottomK;
import dev.infoscope.numeric.Mix;
import java.util.Arrays;
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
    long[] hashes = new long[labels.length];
    Arrays.setAll(hashes, row -> Mix.at(seed, labels[row]));
    for (INDArray array : features) {
      addContent(array, hashes);
    }
    BottomK sample = new BottomK(most);
    for (int row = 0; row < hashes.length; row++) {
      if (labels[row] != ClassLabels.NONE) {
        sample.offer(hashes[row], row);
      }
    }
    int[] kept = sample.snapshot().rows();
    long all = 0;
    for (int row : kept) {
      all = Mix.scramble(all + hashes[row]);
    }
    return new ProbeRows(kept, all);
  }

  /** All rows, in their own order. */
  static ProbeRows all(INDArray[] features, int[] labels, long seed) {
    ProbeRows chosen = choose(features, labels, labels.length, seed);
    return new ProbeRows(IntStream.range(0, labels.length).toArray(), chosen.fingerprint());
  }

  private static void addContent(INDArray array, long[] hashes) {
    int rows = hashes.length;
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      float[] values = Blocks.floats(Blocks.rows(array, first, count));
      int width = values.length / count;
      for (int row = 0; row < count; row++) {
        long hash = hashes[first + row];
        for (int i = row * width; i < (row + 1) * width; i++) {
          hash = hash * 0x9E3779B97F4A7C15L + Float.floatToIntBits(values[i]);
        }
        hashes[first + row] = Mix.scramble(hash);
      }
    }
  }
}
