// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.Cnn3DToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.preprocessors.KerasFlattenRnnPreprocessor;
import org.deeplearning4j.preprocessors.PermutePreprocessor;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Every preprocessor of DL4J, each before a layer that needs it. */
final class PreprocessorKinds {
  private static final INDArray IMAGES = Chain.normal(Kind.ROWS, 2, 6, 6);
  private static final INDArray STEPS = Chain.normal(Kind.ROWS, 4, 5);

  private final List<Kind> kinds = new ArrayList<>();

  private PreprocessorKinds() {}

  static List<Kind> all() {
    PreprocessorKinds all = new PreprocessorKinds();
    all.images();
    all.volumes();
    all.steps();
    all.keras();
    return all.kinds;
  }

  /** A network of which layers have these preprocessors, by index. */
  private void add(
      INDArray features,
      Supplier<Map<Integer, InputPreProcessor>> preprocessors,
      Supplier<List<Layer>> layers) {
    for (InputPreProcessor each : preprocessors.get().values()) {
      INDArray[] given = {features};
      kinds.add(
          new Kind(
              each.getClass(),
              "a network",
              () -> network(preprocessors.get(), layers.get()),
              given,
              null));
    }
  }

  private static MultiLayerNetwork network(
      Map<Integer, InputPreProcessor> preprocessors, List<Layer> layers) {
    NeuralNetConfiguration.ListBuilder list =
        Chain.base().trainingWorkspaceMode(WorkspaceMode.NONE).list();
    layers.forEach(list::layer);
    preprocessors.forEach(list::inputPreProcessor);
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static Layer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MSE).nIn(inputs).nOut(2).build();
  }

  private static Layer stepOutput(int inputs) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(2)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static Layer lstm(int inputs) {
    return new LSTM.Builder().nIn(inputs).nOut(3).dataFormat(RNNFormat.NCW).build();
  }

  private static Layer convolution(int channels) {
    return new ConvolutionLayer.Builder(2, 2).nIn(channels).nOut(2).build();
  }

  private void images() {
    add(
        IMAGES,
        () -> Map.of(0, new CnnToFeedForwardPreProcessor(6, 6, 2)),
        () -> List.of(output(72)));
    add(
        IMAGES,
        () -> Map.of(0, new ComposableInputPreProcessor(new CnnToFeedForwardPreProcessor(6, 6, 2))),
        () -> List.of(output(72)));
    add(
        Chain.normal(Kind.ROWS, 6),
        () -> Map.of(0, new FeedForwardToCnnPreProcessor(2, 3, 1)),
        () -> List.of(convolution(1), Chain.imageLoss()));
  }

  private void volumes() {
    add(
        Chain.normal(Kind.ROWS, 2, 3, 3, 3),
        () -> Map.of(0, new Cnn3DToFeedForwardPreProcessor(3, 3, 3, 2, true)),
        () -> List.of(output(54)));
    add(
        Chain.normal(Kind.ROWS, 27),
        () -> Map.of(0, new FeedForwardToCnn3DPreProcessor(3, 3, 3, 1, true)),
        () ->
            List.of(
                new Convolution3D.Builder(2, 2, 2).nIn(1).nOut(2).build(),
                new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
                    .lossFunction(LossFunction.MSE)
                    .build()));
  }

  private void steps() {
    add(
        STEPS,
        PreprocessorKinds::flatAndBack,
        () -> List.of(new DenseLayer.Builder().nIn(4).nOut(3).build(), stepOutput(3)));
    add(
        Chain.normal(Kind.ROWS, 18, 4),
        PreprocessorKinds::imagesAndBack,
        () -> List.of(convolution(2), stepOutput(8)));
  }

  private static Map<Integer, InputPreProcessor> flatAndBack() {
    return Map.of(
        0, new RnnToFeedForwardPreProcessor(RNNFormat.NCW),
        1, new FeedForwardToRnnPreProcessor(RNNFormat.NCW));
  }

  private static Map<Integer, InputPreProcessor> imagesAndBack() {
    return Map.of(
        0, new RnnToCnnPreProcessor(3, 3, 2, RNNFormat.NCW),
        1, new CnnToRnnPreProcessor(2, 2, 2, RNNFormat.NCW));
  }

  private void keras() {
    add(STEPS, () -> Map.of(0, new KerasFlattenRnnPreprocessor(4, 5)), () -> List.of(output(20)));
    add(
        STEPS,
        () -> Map.of(0, new PermutePreprocessor(2, 1)),
        () -> List.of(lstm(5), stepOutput(3)));
    add(
        Chain.normal(Kind.ROWS, 6),
        () -> Map.of(0, new ReshapePreprocessor(new long[] {6}, new long[] {2, 3}, false)),
        () -> List.of(lstm(2), stepOutput(3)));
  }
}
