// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Masks of a MultiLayerNetwork. */
record LayerMasks(MultiLayerNetwork network) implements GradientGraph.Masks {
  @Override
  public void set(INDArray[] inputs, INDArray @Nullable [] masks) {
    network.setInputMiniBatchSize((int) inputs[0].size(0));
    if (masks != null) {
      network.setLayerMaskArrays(masks[0], null);
    }
  }

  @Override
  public void clear() {
    network.clearLayerMaskArrays();
  }
}
