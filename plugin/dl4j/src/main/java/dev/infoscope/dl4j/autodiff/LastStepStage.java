// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The logits of a recurrent output layer at the last step that the mask leaves in. */
final class LastStepStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private final AffineStage logits;
  private final LastSteps last;
  private int rows;

  LastStepStage(Layer layer, Reshaping reshaping, boolean featuresLast) {
    this.layer = layer;
    this.reshaping = reshaping;
    this.logits = new AffineStage(layer, new Reshaping(null), null);
    this.last = new LastSteps(featuresLast);
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    this.rows = rows;
    INDArray input = reshaping.forward(inputs[0], rows);
    return logits.forward(new INDArray[] {last.of(input, layer.getMaskArray())}, rows);
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    INDArray gradient = last.gradient(logits.backward(epsilon)[0]);
    return new INDArray[] {reshaping.backward(gradient, rows)};
  }

  @Override
  public void clear() {
    logits.clear();
  }
}
