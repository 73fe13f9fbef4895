// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Masks of a ComputationGraph. */
record GraphMasks(ComputationGraph graph) implements GradientGraph.Masks {
  @Override
  public void set(INDArray[] inputs, INDArray @Nullable [] masks) {
    graph.setInputs(inputs);
    if (masks != null) {
      graph.setLayerMaskArrays(masks, null);
    }
  }

  @Override
  public void clear() {
    graph.clearLayerMaskArrays();
    graph.clear();
  }
}
