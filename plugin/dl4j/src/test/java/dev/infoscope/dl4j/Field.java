// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Cuts receptive fields out of arrays of any number of spatial dimensions, channels first, by plain
 * loops.
 *
 * @param kernel size along each dimension
 * @param stride along each dimension
 * @param dilation along each dimension
 */
@SuppressWarnings("ArrayRecordComponent")
record Field(int[] kernel, int[] stride, int[] dilation) {
  static Field of(int... kernel) {
    int[] ones = new int[kernel.length];
    Arrays.fill(ones, 1);
    return new Field(kernel, ones, ones);
  }

  Field withStride(int... other) {
    return new Field(kernel, other, dilation);
  }

  Field withDilation(int... other) {
    return new Field(kernel, stride, other);
  }

  /** Channels one after the other, each with its kernel in row-major order. */
  double[] cut(INDArray values, int row, int[] position) {
    int channels = (int) values.size(1);
    int each = cells();
    double[] field = new double[channels * each];
    long[] at = new long[2 + kernel.length];
    at[0] = row;
    for (int k = 0; k < field.length; k++) {
      at[1] = k / each;
      int rest = k % each;
      for (int d = kernel.length - 1; d >= 0; d--) {
        at[2 + d] = (long) position[d] * stride[d] + (long) (rest % kernel[d]) * dilation[d];
        rest /= kernel[d];
      }
      field[k] = values.getDouble(at);
    }
    return field;
  }

  private int cells() {
    int cells = 1;
    for (int size : kernel) {
      cells *= size;
    }
    return cells;
  }

  /** All channels at one position. */
  static double[] channels(INDArray values, int row, int[] position) {
    double[] channels = new double[(int) values.size(1)];
    long[] at = new long[2 + position.length];
    at[0] = row;
    for (int d = 0; d < position.length; d++) {
      at[2 + d] = position[d];
    }
    for (int c = 0; c < channels.length; c++) {
      at[1] = c;
      channels[c] = values.getDouble(at);
    }
    return channels;
  }
}
