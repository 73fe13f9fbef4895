// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.PReLUParamInitializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A ReLU with a learned slope below zero. DL4J's own forward pass overwrites its input, and its
 * backward pass refuses arrays of more than 64 times as many values as there are slopes.
 */
final class ParametricReluStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private @Nullable INDArray slope;
  private int rows;

  ParametricReluStage(Layer layer, Reshaping reshaping) {
    this.layer = layer;
    this.reshaping = reshaping;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    clear();
    this.rows = rows;
    INDArray input = reshaping.forward(inputs[0], rows);
    INDArray positive = input.gt(0).castTo(input.dataType());
    slope = below(input).muli(positive.rsub(1)).addi(positive);
    return input.mul(slope);
  }

  /** The slopes below zero, one for every value; shared ones have dimensions of length 1. */
  private INDArray below(INDArray input) {
    INDArray alpha = layer.getParam(PReLUParamInitializer.WEIGHT_KEY);
    long[] shape = new long[alpha.rank() + 1];
    shape[0] = 1;
    System.arraycopy(alpha.shape(), 0, shape, 1, alpha.rank());
    INDArray every = input.ulike();
    alpha.reshape(shape).broadcast(every);
    return every;
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    if (slope == null) {
      throw new IllegalStateException("backward before forward");
    }
    return new INDArray[] {reshaping.backward(epsilon.mul(slope), rows)};
  }

  @Override
  public void clear() {
    if (slope != null && slope.closeable()) {
      OwnedArrays.free(slope);
    }
    slope = null;
  }
}
