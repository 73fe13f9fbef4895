// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation function without weights; DL4J's own layer would overwrite its input. */
final class ActivationStage implements Stage {
  private final IActivation activation;
  private final Reshaping reshaping;
  private @Nullable INDArray input;
  private int rows;

  ActivationStage(IActivation activation, Reshaping reshaping) {
    this.activation = activation;
    this.reshaping = reshaping;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    clear();
    this.rows = rows;
    INDArray shaped = reshaping.forward(inputs[0], rows);
    input = shaped.dup();
    return activation.getActivation(shaped.dup(), false);
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    if (input == null) {
      throw new IllegalStateException("backward before forward");
    }
    INDArray gradient = activation.backprop(input, epsilon.dup()).getFirst();
    if (gradient.data() == input.data()) {
      input = null; // computed in place: it belongs to the caller now
    }
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  @Override
  public void clear() {
    if (input != null && input.closeable()) {
      OwnedArrays.free(input);
    }
    input = null;
  }
}
