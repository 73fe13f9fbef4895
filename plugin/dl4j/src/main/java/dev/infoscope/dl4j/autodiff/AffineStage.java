// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.dl4j.probe.Blocks;
import org.deeplearning4j.nn.api.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer, or with no activation the logits of an output layer. Spares what DL4J's backward
 * pass computes beside the gradient of the input: the gradient of the weights, and everything of
 * the forward pass again.
 */
final class AffineStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private final @Nullable IActivation activation;
  private @Nullable INDArray sums;
  private int rows;

  AffineStage(Layer layer, Reshaping reshaping, @Nullable IActivation activation) {
    this.layer = layer;
    this.reshaping = reshaping;
    this.activation = activation;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    clear();
    this.rows = rows;
    INDArray input = reshaping.forward(inputs[0], rows);
    INDArray z = input.mmul(layer.getParam("W"));
    if (layer.paramTable().containsKey("b")) {
      z.addiRowVector(layer.getParam("b"));
    }
    if (activation == null) {
      return z;
    }
    sums = z;
    return mask(activation.getActivation(z.dup(), false));
  }

  private INDArray mask(INDArray array) {
    INDArray mask = layer.getMaskArray();
    return mask == null ? array : array.muliColumnVector(mask.castTo(array.dataType()));
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    INDArray delta = epsilon;
    if (activation != null && sums != null) {
      delta = mask(activation.backprop(sums, epsilon.dup()).getFirst());
    }
    INDArray gradient = delta.mmul(layer.getParam("W").transpose());
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  @Override
  public void clear() {
    if (sums != null && sums.closeable()) {
      Blocks.free(sums);
    }
    sums = null;
  }
}
