// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of one output with the losses and activations that such outputs have. */
final class OneOutputForms {
  private static final int FEATURES = 6;

  private static final List<LossFunction> LOSSES =
      List.of(
          LossFunction.XENT,
          LossFunction.MSE,
          LossFunction.L1,
          LossFunction.HINGE,
          LossFunction.SQUARED_HINGE,
          LossFunction.WASSERSTEIN);

  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.SIGMOID, Activation.TANH, Activation.IDENTITY);

  private OneOutputForms() {}

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    for (LossFunction loss : LOSSES) {
      for (Activation activation : ACTIVATIONS) {
        if (loss != LossFunction.XENT || activation == Activation.SIGMOID) {
          all.add(network(loss, activation, false));
          all.add(network(loss, activation, true));
        }
      }
    }
    return all;
  }

  private static CorpusNetwork network(LossFunction loss, Activation activation, boolean apart) {
    LayerPart dense = LayerPart.vector(() -> new DenseLayer.Builder().nOut(apart ? 1 : 4).build());
    LayerPart end =
        LayerPart.vector(
            () ->
                apart
                    ? new LossLayer.Builder(loss).activation(activation).build()
                    : new OutputLayer.Builder(loss).nOut(1).activation(activation).build());
    String name = (loss + " of " + activation).toLowerCase(Locale.ROOT);
    return LayerSequence.vectors(FEATURES, dense, end).as(apart, end.type(), "one output, " + name);
  }
}
