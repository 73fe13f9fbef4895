// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Source;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What an output of a network is trained by, and the activation that makes its values. Networks
 * imported from Keras end in a loss layer that hands on what an activation before it made.
 *
 * @param name of the output
 * @param kind class of its layer, without wrappers
 * @param loss null where the output has none
 * @param activation null where it has none, or it cannot be told
 */
record TrainedOutput(
    String name, String kind, @Nullable ILossFunction loss, @Nullable IActivation activation) {
  /** Their outputs are no classes of an example, whatever the loss. */
  private static final Set<String> NO_CLASSES =
      Set.of("Yolo2OutputLayer", "OCNNOutputLayer", "CnnLossLayer", "Cnn3DLossLayer");

  static TrainedOutput of(Shadow shadow, int index) {
    String name = shadow.layers().get(index).name();
    Layer given = shadow.configuration(index);
    if (given == null) {
      return new TrainedOutput(name, "vertex", null, null);
    }
    Layer layer = LayerFacts.inner(given);
    String kind = layer.getClass().getSimpleName();
    return new TrainedOutput(name, kind, loss(layer), activation(shadow, index));
  }

  /** Whether an output of this kind says no class. */
  boolean hasNoClasses() {
    return NO_CLASSES.contains(kind) || kind.equals("vertex") || kind.startsWith("SameDiff");
  }

  private static @Nullable ILossFunction loss(Layer layer) {
    if (layer instanceof BaseOutputLayer output) {
      return output.getLossFn();
    }
    if (layer instanceof LossLayer only) {
      return only.getLossFn();
    }
    if (layer instanceof CnnLossLayer only) {
      return only.getLossFn();
    }
    if (layer instanceof Cnn3DLossLayer only) {
      return only.getLossFn();
    }
    return layer instanceof RnnLossLayer only ? only.getLossFn() : null;
  }

  /** The last activation that changes anything. */
  private static @Nullable IActivation activation(Shadow shadow, int output) {
    Source end = Source.layer(output);
    while (end instanceof Source.OfLayer at) {
      Layer given = shadow.configuration(at.index());
      if (given == null) {
        return null;
      }
      Layer layer = LayerFacts.inner(given);
      IActivation function = LayerFacts.activation(layer);
      List<Source> sources = shadow.sources(at.index());
      if (!handsOn(layer, function) || sources.size() != 1) {
        return function;
      }
      end = sources.get(0);
    }
    return new ActivationIdentity();
  }

  private static boolean handsOn(Layer layer, @Nullable IActivation function) {
    boolean bare =
        layer instanceof LossLayer
            || layer instanceof RnnLossLayer
            || layer instanceof ActivationLayer;
    return layer instanceof DropoutLayer || bare && function instanceof ActivationIdentity;
  }
}
