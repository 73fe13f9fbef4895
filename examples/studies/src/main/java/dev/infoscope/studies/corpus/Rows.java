// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of data in another order; a few of DL4J's layers mix the examples of a batch. */
final class Rows {
  private Rows() {}

  static MultiDataSet inOrder(MultiDataSet data, int[] order) {
    return new MultiDataSet(
        inOrder(data.getFeatures(), order),
        data.getLabels(),
        data.getFeaturesMaskArrays() == null ? null : inOrder(data.getFeaturesMaskArrays(), order),
        null);
  }

  private static INDArray[] inOrder(@Nullable INDArray[] arrays, int[] order) {
    INDArray[] ordered = new INDArray[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      ordered[i] = arrays[i] == null ? null : inOrder(arrays[i], order);
    }
    return ordered;
  }

  private static INDArray inOrder(INDArray array, int[] order) {
    double[] values = array.dup('c').data().asDouble();
    double[] ordered = new double[values.length];
    int each = values.length / order.length;
    for (int row = 0; row < order.length; row++) {
      System.arraycopy(values, order[row] * each, ordered, row * each, each);
    }
    return Nd4j.create(ordered, array.shape(), 'c').castTo(array.dataType());
  }
}
