// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout, which does nothing in inference, and the logits of a layer that has no weights. */
final class IdentityStage implements Stage {
  private final Reshaping reshaping;
  private int rows;

  IdentityStage(Reshaping reshaping) {
    this.reshaping = reshaping;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    this.rows = rows;
    return reshaping.forward(inputs[0], rows);
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    return new INDArray[] {reshaping.backward(epsilon, rows)};
  }

  @Override
  public void clear() {}
}
