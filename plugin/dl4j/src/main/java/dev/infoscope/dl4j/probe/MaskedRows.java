// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Examples of which a mask leaves something in. */
public final class MaskedRows {
  private MaskedRows() {}

  /**
   * Looks at the entries of each example.
   *
   * @param mask {@code [examples x ...]}, 0 for what is left out; null for no mask
   * @param examples how many there are; a mask of other rows leaves all of them in
   * @return one per example: whether any of its entries is not 0
   */
  public static boolean[] in(@Nullable INDArray mask, int examples) {
    boolean[] isIn = new boolean[examples];
    if (mask == null || mask.rank() == 0 || mask.size(0) != examples) {
      Arrays.fill(isIn, true);
      return isIn;
    }
    float[] entries = Blocks.floats(mask);
    int each = entries.length / examples;
    for (int i = 0; i < entries.length; i++) {
      isIn[i / each] |= entries[i] != 0;
    }
    return isIn;
  }
}
