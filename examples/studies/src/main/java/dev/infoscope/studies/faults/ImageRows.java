// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images and their classes.
 *
 * @param images one row of {@link ImageTask#PIXELS} values each
 * @param labels classes from 0
 */
record ImageRows(float[][] images, int[] labels) {
  int count() {
    return labels.length;
  }

  /** Some of the rows in a shape that a network takes. */
  DataSet data(int from, int to, NetworkKind network) {
    int rows = to - from;
    float[] values = new float[rows * ImageTask.PIXELS];
    INDArray classes = Nd4j.zeros(rows, ImageTask.CLASSES);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(images[from + row], 0, values, row * ImageTask.PIXELS, ImageTask.PIXELS);
      classes.putScalar(row, labels[from + row], 1);
    }
    INDArray features = Nd4j.create(values, new long[] {rows, ImageTask.PIXELS}, 'c');
    return new DataSet(network.isRecurrent() ? steps(features, rows) : features, classes);
  }

  /** Two rows of the image are a time step: {@code [examples x pixels x steps]}. */
  private static INDArray steps(INDArray features, int rows) {
    return features
        .reshape('c', rows, ImageTask.SIDE / 2, 2 * ImageTask.SIDE)
        .permute(0, 2, 1)
        .dup('c');
  }
}
