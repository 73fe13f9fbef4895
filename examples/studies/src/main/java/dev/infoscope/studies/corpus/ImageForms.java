// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of images in both formats, of unequal and of equal sizes. */
@SuppressWarnings({"rawtypes", "unchecked", "deprecation"}) // of DL4J: some of its builders are raw
final class ImageForms {
  /** Height, width, channels, units: all different; all equal. */
  private static final int[][] SIZES = {{6, 4, 2, 3}, {4, 4, 4, 4}, {12, 12, 12, 12}};

  /** In a network DL4J fails to flatten what these put out, if nothing stands before them. */
  private static final Set<Class<?>> CANNOT_BE_FIRST =
      Set.of(ActivationLayer.class, DropoutLayer.class, PReLULayer.class);

  private final CNN2DFormat format;
  private final Axes axes;
  private final int height;
  private final int width;
  private final int channels;
  private final int units;

  private ImageForms(CNN2DFormat format, int[] sizes) {
    this.format = format;
    this.axes = format == CNN2DFormat.NHWC ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
    this.height = sizes[0];
    this.width = sizes[1];
    this.channels = sizes[2];
    this.units = sizes[3];
  }

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    int turn = 0;
    int count = new ImageForms(CNN2DFormat.NCHW, SIZES[0]).pieces().size();
    for (int piece = 0; piece < count; piece++) {
      for (CNN2DFormat format : CNN2DFormat.values()) {
        for (int size = 0; size < SIZES.length; size++) {
          all.add(new ImageForms(format, SIZES[size]).network(piece, turn % 2 == 1, turn++));
        }
        turn++;
      }
    }
    return all;
  }

  private CorpusNetwork network(int index, boolean graph, int turn) {
    LayerPart piece = pieces().get(index);
    List<LayerPart> parts = new ArrayList<>();
    if (!graph && CANNOT_BE_FIRST.contains(piece.layer().get().getClass())) {
      parts.add(
          image(
              () -> new ConvolutionLayer.Builder(1, 1).nOut(channels).dataFormat(format).build()));
    }
    parts.add(piece);
    int end = turn % ends().size();
    parts.addAll(ends().get(end));
    InputType input = InputType.convolutional(height, width, channels, format);
    String size = height + "x" + width + "x" + channels + "->" + units;
    String form = String.join(", ", format.name(), "piece " + index, size, "end " + end);
    return new LayerSequence(input, pictures(), null, parts).as(graph, piece.type(), form);
  }

  private INDArray pictures() {
    return axes == Axes.CHANNELS_FIRST
        ? LayerSequence.normal(LayerSequence.ROWS, channels, height, width)
        : LayerSequence.normal(LayerSequence.ROWS, height, width, channels);
  }

  private LayerPart image(Supplier<Layer> layer) {
    return new LayerPart(layer, axes);
  }

  private ConvolutionLayer convolution(int kernel, int stride, ConvolutionMode mode) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .convolutionMode(mode)
        .nOut(units)
        .dataFormat(format)
        .build();
  }

  private List<LayerPart> pieces() {
    List<LayerPart> pieces = new ArrayList<>();
    pieces.add(image(() -> convolution(2, 1, ConvolutionMode.Truncate)));
    pieces.add(image(() -> convolution(2, 2, ConvolutionMode.Truncate)));
    pieces.add(image(() -> convolution(3, 1, ConvolutionMode.Same)));
    pieces.add(image(() -> new FrozenLayer(convolution(2, 1, ConvolutionMode.Truncate))));
    pieces.add(
        image(() -> new FrozenLayerWithBackprop(convolution(2, 1, ConvolutionMode.Truncate))));
    otherConvolutions(pieces);
    withoutWeights(pieces);
    return pieces;
  }

  private void otherConvolutions(List<LayerPart> pieces) {
    pieces.add(
        image(() -> new Deconvolution2D.Builder(2, 2).nOut(units).dataFormat(format).build()));
    pieces.add(image(this::depthwise));
    pieces.add(
        image(
            () -> new SeparableConvolution2D.Builder(2, 2).nOut(units).dataFormat(format).build()));
    pieces.add(image(this::locallyConnected));
  }

  private Layer depthwise() {
    return new DepthwiseConvolution2D.Builder(2, 2).depthMultiplier(2).dataFormat(format).build();
  }

  private Layer locallyConnected() {
    return new LocallyConnected2D.Builder()
        .nOut(units)
        .kernelSize(2, 2)
        .setInputSize(height, width)
        .dataFormat(format)
        .build();
  }

  private void withoutWeights(List<LayerPart> pieces) {
    pieces.add(image(() -> pooling(SubsamplingLayer.PoolingType.MAX)));
    pieces.add(image(() -> pooling(SubsamplingLayer.PoolingType.AVG)));
    pieces.add(image(() -> new Upsampling2D.Builder(2).dataFormat(format).build()));
    pieces.add(image(() -> new ZeroPaddingLayer.Builder(1, 1).dataFormat(format).build()));
    pieces.add(image(() -> new SpaceToDepthLayer.Builder(2, format).build()));
    pieces.add(image(() -> new Cropping2D(format, 1, 1)));
    pieces.add(
        image(() -> new LocalResponseNormalization.Builder().n(1).dataFormat(format).build()));
    pieces.add(image(() -> new BatchNormalization.Builder().dataFormat(format).build()));
    pieces.add(image(() -> new ActivationLayer(Activation.ELU)));
    pieces.add(image(() -> new DropoutLayer.Builder(0.7).build()));
    pieces.add(image(this::slopes));
  }

  private Layer pooling(SubsamplingLayer.PoolingType type) {
    return new SubsamplingLayer.Builder(type)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(format)
        .build();
  }

  private Layer slopes() {
    PReLULayer.Builder builder = new PReLULayer.Builder();
    return axes == Axes.CHANNELS_FIRST
        ? builder.inputShape(channels, height, width).build()
        : builder.inputShape(height, width, channels).build();
  }

  private List<List<LayerPart>> ends() {
    LayerPart output = LayerPart.output();
    return List.of(
        List.of(output),
        List.of(LayerPart.vector(() -> new GlobalPoolingLayer(PoolingType.MAX)), output),
        List.of(LayerPart.vector(() -> new DenseLayer.Builder().nOut(3).build()), output),
        List.of(image(this::loss)));
  }

  private Layer loss() {
    return new CnnLossLayer.Builder(LossFunction.MSE)
        .format(format)
        .activation(Activation.TANH)
        .build();
  }
}
