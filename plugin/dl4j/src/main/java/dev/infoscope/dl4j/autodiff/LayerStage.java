// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Any other layer, by DL4J's own passes; those of layers let in by {@link Stages} are right. */
final class LayerStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private int rows;

  LayerStage(Layer layer, Reshaping reshaping) {
    this.layer = layer;
    this.reshaping = reshaping;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    this.rows = rows;
    INDArray input = reshaping.forward(inputs[0], rows);
    return layer.activate(input, false, PassBuffers.manager());
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    // Some layers overwrite what they are handed.
    INDArray gradient = layer.backpropGradient(epsilon.dup(), PassBuffers.manager()).getSecond();
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  @Override
  public void clear() {
    layer.clear();
  }
}
