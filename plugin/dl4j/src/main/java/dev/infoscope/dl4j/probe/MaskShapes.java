// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Whether masks suit what they mask, asked where a probe is made and not layer by layer. */
final class MaskShapes {
  private MaskShapes() {}

  /** Refuses masks of other rows or steps than their features or labels. */
  static void require(MultiDataSet set) {
    require("feature", set.getFeatures(), set.getFeaturesMaskArrays());
    require("label", set.getLabels(), set.getLabelsMaskArrays());
  }

  private static void require(
      String what, @Nullable INDArray @Nullable [] arrays, @Nullable INDArray @Nullable [] masks) {
    if (arrays == null || masks == null) {
      return;
    }
    for (int i = 0; i < Math.min(arrays.length, masks.length); i++) {
      Require.that(
          suits(arrays[i], masks[i]),
          "%s mask %d has shape %s and its %ss have shape %s; a mask must have as many rows, and"
              + " of sequences one column or as many as steps",
          what,
          i,
          masks[i] == null ? "none" : Arrays.toString(masks[i].shape()),
          what,
          arrays[i] == null ? "none" : Arrays.toString(arrays[i].shape()));
    }
  }

  /** Sequences may have their steps along the second axis or the last. */
  private static boolean suits(@Nullable INDArray array, @Nullable INDArray mask) {
    if (array == null || array.isEmpty() || mask == null) {
      return true;
    }
    if (mask.rank() == 0 || mask.size(0) != array.size(0)) {
      return false;
    }
    return array.rank() != 3
        || mask.rank() != 2
        || LongStream.of(1, array.size(1), array.size(2)).anyMatch(n -> n == mask.size(1));
  }
}
