// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Masks of other shapes than {@code [examples x steps]}: of images with four dimensions, and of
 * labels by example and by output.
 */
final class MaskForms {
  private static final int FEATURES = 6;
  private static final int HEIGHT = 6;
  private static final int WIDTH = 4;

  private MaskForms() {}

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    for (boolean graph : new boolean[] {false, true}) {
      for (CNN2DFormat format : CNN2DFormat.values()) {
        images(format, graph, all);
      }
      for (boolean byOutput : new boolean[] {false, true}) {
        all.add(labelled(vectors(graph), byOutput));
      }
      all.add(labelled(lastStep(graph), false));
      all.add(labelled(lastStep(graph), true));
      all.add(labelled(steps(graph), true));
    }
    return all;
  }

  /** With masks of whole images, of rows and of columns, one channel each, as DL4J takes them. */
  private static void images(CNN2DFormat format, boolean graph, List<CorpusNetwork> all) {
    boolean last = format == CNN2DFormat.NHWC;
    Axes axes = last ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
    INDArray given =
        last
            ? LayerSequence.normal(LayerSequence.ROWS, HEIGHT, WIDTH, 2)
            : LayerSequence.normal(LayerSequence.ROWS, 2, HEIGHT, WIDTH);
    int[][] sizes = {{HEIGHT, WIDTH}, {HEIGHT, 1}, {1, WIDTH}};
    for (int[] size : sizes) {
      for (boolean pooled : new boolean[] {false, true}) {
        if (pooled && last && size[0] == 1) {
          continue; // DL4J's own trainings of it differ from run to run
        }
        all.add(
            new LayerSequence(
                    InputType.convolutional(HEIGHT, WIDTH, 2, format),
                    given,
                    cells(LayerSequence.ROWS, 1, size[0], size[1]),
                    pooled ? pooled(axes, format) : scored(axes, format))
                .as(
                    graph,
                    pooled ? "GlobalPoolingLayer" : "CnnLossLayer",
                    String.join(", ", "mask " + size[0] + "x" + size[1], format.name())));
      }
    }
  }

  private static LayerPart convolution(Axes axes, CNN2DFormat format) {
    return new LayerPart(
        () ->
            new ConvolutionLayer.Builder(3, 3)
                .convolutionMode(ConvolutionMode.Same)
                .nOut(3)
                .dataFormat(format)
                .build(),
        axes);
  }

  private static List<LayerPart> pooled(Axes axes, CNN2DFormat format) {
    return List.of(
        convolution(axes, format),
        new LayerPart(
            () ->
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .convolutionMode(ConvolutionMode.Same)
                    .dataFormat(format)
                    .build(),
            axes),
        new LayerPart(() -> new GlobalPoolingLayer(PoolingType.AVG), Axes.VECTOR),
        output());
  }

  private static List<LayerPart> scored(Axes axes, CNN2DFormat format) {
    return List.of(
        convolution(axes, format),
        new LayerPart(
            () ->
                new CnnLossLayer.Builder(LossFunction.MSE)
                    .format(format)
                    .activation(Activation.TANH)
                    .build(),
            axes));
  }

  private static LayerPart output() {
    return new LayerPart(
        () -> new OutputLayer.Builder(LossFunction.MSE).nOut(3).activation(Activation.TANH).build(),
        Axes.VECTOR);
  }

  private static CorpusNetwork vectors(boolean graph) {
    return new LayerSequence(
            InputType.feedForward(FEATURES),
            LayerSequence.normal(LayerSequence.ROWS, FEATURES),
            null,
            List.of(
                new LayerPart(() -> new DenseLayer.Builder().nOut(4).build(), Axes.VECTOR),
                output()))
        .as(graph, "OutputLayer", "vectors");
  }

  private static LayerSequence sequences(List<LayerPart> parts) {
    return new LayerSequence(
        InputType.recurrent(FEATURES, 5, RNNFormat.NCW),
        LayerSequence.normal(LayerSequence.ROWS, FEATURES, 5),
        Masking.PADDED.mask(LayerSequence.ROWS, 5),
        parts);
  }

  private static LayerPart lstm() {
    return new LayerPart(() -> new LSTM.Builder().nOut(4).build(), Axes.NCW);
  }

  private static CorpusNetwork lastStep(boolean graph) {
    LayerPart pooling = new LayerPart(() -> new GlobalPoolingLayer(PoolingType.AVG), Axes.VECTOR);
    return sequences(List.of(lstm(), pooling, output()))
        .as(graph, "OutputLayer", "pooled sequences");
  }

  private static CorpusNetwork steps(boolean graph) {
    LayerPart end =
        new LayerPart(() -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).build(), Axes.NCW);
    return sequences(List.of(lstm(), end)).as(graph, "RnnOutputLayer", "masked sequences");
  }

  /** The same with a mask of its labels, by example or by output. */
  private static CorpusNetwork labelled(CorpusNetwork of, boolean byOutput) {
    return new CorpusNetwork(
        of.about(),
        of.name() + (byOutput ? ", labels masked by output" : ", labels masked by example"),
        of.network(),
        model -> {
          MultiDataSet data = of.data().apply(model);
          INDArray labels = data.getLabels(0);
          long[] shape = byOutput ? labels.shape() : new long[] {labels.size(0), 1};
          data.setLabelsMaskArray(new INDArray[] {cells(shape)});
          return data;
        },
        of.axes());
  }

  /** Two of three cells count. */
  private static INDArray cells(long... shape) {
    INDArray mask = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < mask.length(); i++) {
      mask.putScalar(i, i % 3 == 1 ? 0 : 1);
    }
    return mask;
  }
}
