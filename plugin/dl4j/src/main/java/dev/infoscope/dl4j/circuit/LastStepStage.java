// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The logits of a recurrent output layer at the last step that the mask leaves in. */
final class LastStepStage implements Stage {
  private final Layer layer;
  private final Reshaping reshaping;
  private final AffineStage logits;
  private final boolean featuresLast;
  private long[] shape = {};
  private int[] steps = {};

  LastStepStage(Layer layer, Reshaping reshaping, boolean featuresLast) {
    this.layer = layer;
    this.reshaping = reshaping;
    this.logits = new AffineStage(layer, new Reshaping(null), null);
    this.featuresLast = featuresLast;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    INDArray input = reshaping.forward(inputs[0], rows);
    shape = input.shape();
    int stepDimension = featuresLast ? 1 : 2;
    steps = Steps.lastOfEach(layer.getMaskArray(), rows, (int) shape[stepDimension]);
    INDArray last = Nd4j.create(input.dataType(), rows, shape[3 - stepDimension]);
    for (int row = 0; row < rows; row++) {
      last.putRow(row, input.get(at(row)));
    }
    return logits.forward(new INDArray[] {last}, rows);
  }

  private INDArrayIndex[] at(int row) {
    INDArrayIndex step = NDArrayIndex.point(steps[row]);
    INDArrayIndex all = NDArrayIndex.all();
    INDArrayIndex example = NDArrayIndex.point(row);
    return featuresLast
        ? new INDArrayIndex[] {example, step, all}
        : new INDArrayIndex[] {example, all, step};
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    INDArray last = logits.backward(epsilon)[0];
    INDArray gradient = Nd4j.zeros(last.dataType(), shape);
    for (int row = 0; row < steps.length; row++) {
      gradient.put(at(row), last.getRow(row));
    }
    return new INDArray[] {reshaping.backward(gradient, steps.length)};
  }

  @Override
  public void clear() {
    logits.clear();
  }
}
