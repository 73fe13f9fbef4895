// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What stands before a layer to bring its input into shape; often nothing. */
record Reshaping(@Nullable InputPreProcessor preProcessor) {
  INDArray forward(INDArray input, int rows) {
    return preProcessor == null
        ? input
        : preProcessor.preProcess(input, rows, PassBuffers.manager());
  }

  INDArray backward(INDArray epsilon, int rows) {
    return preProcessor == null
        ? epsilon
        : preProcessor.backprop(epsilon, rows, PassBuffers.manager());
  }
}
