// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The last step of a recurrent layer; with a mask, DL4J's own has single precision alone. */
final class LastOfLayerStage implements Stage {
  private final Layer layer;
  private final Stage sequences;
  private final LastSteps last;

  /**
   * A layer and its last step.
   *
   * @param layer that puts out sequences
   * @param reshaping before it
   * @param featuresLast whether sequences are {@code [examples x steps x features]}
   */
  LastOfLayerStage(Layer layer, Reshaping reshaping, boolean featuresLast) {
    this.layer = layer;
    this.sequences = new LayerStage(layer, reshaping);
    this.last = new LastSteps(featuresLast);
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    return last.of(sequences.forward(inputs, rows), layer.getMaskArray());
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    return sequences.backward(last.gradient(epsilon));
  }

  @Override
  public void clear() {
    sequences.clear();
  }
}
