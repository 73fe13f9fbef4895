// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.transferlearning.TransferLearningHelper;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Networks that transfer learning was done with: what it was made from, which DL4J's helper leaves
 * with frozen layers, and what came of it.
 */
final class TransferForms {
  private static final int FEATURES = 6;
  private static final int STEPS = 5;
  private static final int FROZEN = 1;

  private TransferForms() {}

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    for (boolean graph : new boolean[] {false, true}) {
      for (CorpusNetwork from : List.of(vectors(graph), sequences(graph))) {
        all.add(made(from, "original of a helper", TransferForms::helped));
        all.add(made(from, "original of a result", TransferForms::transferredFrom));
        all.add(made(from, "result, frozen", TransferForms::frozen));
        all.add(made(from, "result, another width", TransferForms::widened));
      }
    }
    return all;
  }

  private static CorpusNetwork made(
      CorpusNetwork from, String what, UnaryOperator<Model> transferred) {
    return new CorpusNetwork(
        from.about(),
        "transfer learning, " + what + ", " + from.name(),
        () -> transferred.apply(from.network().get()),
        from.data(),
        from.axes());
  }

  private static CorpusNetwork vectors(boolean graph) {
    LayerPart dense = LayerPart.vector(() -> new DenseLayer.Builder().nOut(4).build());
    return LayerSequence.vectors(FEATURES, dense, dense, dense, LayerPart.output())
        .as(graph, "FrozenLayer", "vectors");
  }

  private static CorpusNetwork sequences(boolean graph) {
    LayerPart lstm = new LayerPart(() -> new LSTM.Builder().nOut(4).build(), Axes.NCW);
    LayerPart end =
        new LayerPart(() -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).build(), Axes.NCW);
    return new LayerSequence(
            InputType.recurrent(FEATURES, STEPS, RNNFormat.NCW),
            LayerSequence.normal(LayerSequence.ROWS, FEATURES, STEPS),
            Masking.PADDED.mask(LayerSequence.ROWS, STEPS),
            List.of(lstm, lstm, lstm, end))
        .as(graph, "FrozenLayer", "masked sequences");
  }

  /** The helper freezes layers of the network that it is given. */
  private static Model helped(Model from) {
    if (from instanceof MultiLayerNetwork network) {
      new TransferLearningHelper(network, FROZEN);
    } else {
      new TransferLearningHelper((ComputationGraph) from, "layer" + FROZEN);
    }
    return from;
  }

  private static Model transferredFrom(Model from) {
    frozen(from);
    return from;
  }

  private static FineTuneConfiguration tuning() {
    return new FineTuneConfiguration.Builder().updater(new Adam(0.02)).seed(5).build();
  }

  private static Model frozen(Model from) {
    return from instanceof MultiLayerNetwork network
        ? new TransferLearning.Builder(network)
            .fineTuneConfiguration(tuning())
            .setFeatureExtractor(FROZEN)
            .build()
        : new TransferLearning.GraphBuilder((ComputationGraph) from)
            .fineTuneConfiguration(tuning())
            .setFeatureExtractor("layer" + FROZEN)
            .build();
  }

  private static Model widened(Model from) {
    return from instanceof MultiLayerNetwork network
        ? new TransferLearning.Builder(network)
            .fineTuneConfiguration(tuning())
            .setFeatureExtractor(0)
            .nOutReplace(2, 7, WeightInit.XAVIER)
            .build()
        : new TransferLearning.GraphBuilder((ComputationGraph) from)
            .fineTuneConfiguration(tuning())
            .setFeatureExtractor("layer0")
            .nOutReplace("layer2", 7, WeightInit.XAVIER)
            .build();
  }
}
