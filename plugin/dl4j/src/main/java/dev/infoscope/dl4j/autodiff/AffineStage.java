// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense layer, or with no activation the logits of an output layer. Spares what DL4J's backward
 * pass computes beside the gradient of the input: the gradient of the weights, and everything of
 * the forward pass again.
 */
final class AffineStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private final @Nullable IActivation activation;
  private final ScaledProducts products = new ScaledProducts();
  private @Nullable INDArray sums;
  private int rows;

  AffineStage(Layer layer, Reshaping reshaping, @Nullable IActivation activation) {
    this.layer = layer;
    this.reshaping = reshaping;
    this.activation = activation;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    return finish(product(inputs[0], rows), rows);
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows, double share) {
    INDArray input = inputs[0];
    return finish(products.at(input.dataType(), share, () -> product(input, rows)), rows);
  }

  private INDArray product(INDArray input, int rows) {
    return product(reshaping.forward(input, rows), layer.getParam("W"));
  }

  /** In the order in which ND4J computes it: {@code mmul} would copy it into the other. */
  private static INDArray product(INDArray left, INDArray right) {
    long[] shape = {left.size(0), right.size(1)};
    return shape[0] == 1 || shape[1] == 1
        ? left.mmul(right)
        : left.mmuli(right, Nd4j.createUninitialized(left.dataType(), shape, 'f'));
  }

  /** Adds the bias and applies the activation. */
  private INDArray finish(INDArray z, int examples) {
    forget();
    rows = examples;
    if (layer.paramTable().containsKey("b")) {
      z.addiRowVector(layer.getParam("b"));
    }
    if (activation == null) {
      return z;
    }
    sums = z;
    return mask(activation.getActivation(z.dup(z.ordering()), false));
  }

  private INDArray mask(INDArray array) {
    INDArray mask = layer.getMaskArray();
    return mask == null ? array : array.muliColumnVector(mask.castTo(array.dataType()));
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    INDArray delta = epsilon;
    if (activation != null && sums != null) {
      delta = mask(activation.backprop(sums, epsilon.dup(sums.ordering())).getFirst());
    }
    INDArray gradient = product(delta, layer.getParam("W").transpose());
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  @Override
  public void clear() {
    forget();
    products.clear();
  }

  private void forget() {
    if (sums != null && sums.closeable()) {
      OwnedArrays.free(sums);
    }
    sums = null;
  }
}
