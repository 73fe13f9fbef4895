// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.dl4j.autodiff.Kinds.Kind;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;

/** Networks whose convolutions have other shapes, and whose channels or features stand last. */
final class LayoutKinds {
  private static final InputType FIRST = InputType.convolutional(6, 6, 2);
  private static final InputType LAST = InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC);
  private static final InputType STEPS_FIRST = InputType.recurrent(3, 5, RNNFormat.NWC);

  private LayoutKinds() {}

  static List<Kind> all() {
    List<Kind> all = new ArrayList<>();
    convolutions(all);
    channelsLast(all);
    sequences(all);
    Layer pool = new GlobalPoolingLayer(PoolingType.AVG);
    all.add(vertex("first row and column dropped", new PoolHelperVertex(), pool));
    GraphVertex flat = new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 4, 3));
    all.add(vertex("reshaping vertex", flat, Kinds.dense().build()));
    return all;
  }

  private static void convolutions(List<Kind> all) {
    all.add(first("dilated convolution", Kinds.conv().kernelSize(2, 2).dilation(2, 2).build()));
    all.add(first("one by one", Kinds.conv().kernelSize(1, 1).build()));
    all.add(first("strided one by one", Kinds.conv().kernelSize(1, 1).stride(2, 2).build()));
    all.add(first("no bias", Kinds.conv().hasBias(false).build()));
    all.add(first("same size", same().stride(2, 2).build(), same().build()));
    all.add(first("oblong", Kinds.conv().kernelSize(3, 2).stride(1, 2).padding(0, 1).build()));
    all.add(
        first("relu", Kinds.conv().activation(Activation.IDENTITY).build(), Kinds.conv().build()));
    all.add(
        first(
            "older name",
            new Convolution2D.Builder(3, 3).nOut(3).activation(Activation.TANH).build(),
            new Pooling2D.Builder(SubsamplingLayer.PoolingType.PNORM)
                .kernelSize(2, 2)
                .pnorm(2)
                .build()));
    all.add(first("frozen", new FrozenLayerWithBackprop(Kinds.conv().build())));
  }

  private static void channelsLast(List<Kind> all) {
    all.add(last("convolution", convLast(3).build()));
    all.add(last("one by one", convLast(1).build(), convLast(2).build()));
    all.add(last("same size", convLast(3).convolutionMode(ConvolutionMode.Same).build()));
    all.add(
        last(
            "pooling and norm",
            convLast(3).build(),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(1, 1)
                .dataFormat(CNN2DFormat.NHWC)
                .build(),
            new BatchNormalization.Builder().dataFormat(CNN2DFormat.NHWC).build()));
  }

  private static void sequences(List<Kind> all) {
    all.add(steps("last step", new LastTimeStep(lstm())));
    all.add(
        new Kind(
            "older names of steps",
            Kinds.list(
                InputType.recurrent(3, 5),
                Kinds.output(),
                new Convolution1DLayer.Builder(2).nOut(4).activation(Activation.TANH).build(),
                new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2)
                    .build(),
                new GlobalPoolingLayer(PoolingType.AVG)),
            3,
            5));
    all.add(
        new Kind(
            "masked convolution of steps",
            Kinds.list(
                InputType.recurrent(3, 5),
                Kinds.output(),
                new Convolution1D.Builder(2).nOut(4).activation(Activation.TANH).build(),
                new GlobalPoolingLayer(PoolingType.AVG)),
            true,
            3,
            5));
  }

  private static ConvolutionLayer.Builder same() {
    return Kinds.conv().convolutionMode(ConvolutionMode.Same);
  }

  private static ConvolutionLayer.Builder convLast(int kernel) {
    return Kinds.conv().kernelSize(kernel, kernel).dataFormat(CNN2DFormat.NHWC);
  }

  private static LSTM lstm() {
    LSTM lstm = Kinds.lstm();
    lstm.setRnnDataFormat(RNNFormat.NWC);
    return lstm;
  }

  private static Kind first(String name, Layer... layers) {
    return new Kind("channels first, " + name, Kinds.list(FIRST, Kinds.output(), layers), 2, 6, 6);
  }

  private static Kind last(String name, Layer... layers) {
    return new Kind("channels last, " + name, Kinds.list(LAST, Kinds.output(), layers), 6, 6, 2);
  }

  private static Kind steps(String name, Layer... layers) {
    String all = "steps before features, " + name;
    return new Kind(all, Kinds.list(STEPS_FIRST, Kinds.output(), layers), 5, 3);
  }

  private static Kind vertex(String name, GraphVertex vertex, Layer next) {
    return new Kind(
        name,
        Kinds.initialised(
            Kinds.base()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(FIRST)
                .addLayer("conv", Kinds.conv().build(), "in")
                .addVertex("vertex", vertex, "conv")
                .addLayer("next", next, "vertex")
                .addLayer("out", Kinds.output(), "next")
                .setOutputs("out")),
        2,
        6,
        6);
  }
}
