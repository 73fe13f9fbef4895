// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A layer of a network to be built.
 *
 * @param layer makes it anew
 * @param axes of its output in this place
 */
record LayerPart(Supplier<Layer> layer, Axes axes) {
  /** A layer whose output has one value per unit. */
  static LayerPart vector(Supplier<Layer> layer) {
    return new LayerPart(layer, Axes.VECTOR);
  }

  /** An output of two numbers. */
  static LayerPart output() {
    return vector(
        () ->
            new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.TANH).build());
  }

  /** Simple name of the layer's class. */
  String type() {
    return layer.get().getClass().getSimpleName();
  }
}
