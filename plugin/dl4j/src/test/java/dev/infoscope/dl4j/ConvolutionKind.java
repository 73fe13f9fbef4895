// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Convolutions of every kind that are affine maps of a receptive field; one is called "conv". */
enum ConvolutionKind {
  PLANE(flat(CNN2DFormat.NCHW, 3, 2).build(), Field.of(3, 2), Inputs.PLANE),
  PLANE_CHANNELS_LAST(flat(CNN2DFormat.NHWC, 2, 3).build(), Field.of(2, 3), Inputs.PLANE_LAST),
  PLANE_WITH_STRIDE(
      flat(CNN2DFormat.NCHW, 3, 2).stride(2, 3).build(),
      Field.of(3, 2).withStride(2, 3),
      Inputs.PLANE),
  PLANE_DILATED(
      flat(CNN2DFormat.NCHW, 2, 2).dilation(2, 3).build(),
      Field.of(2, 2).withDilation(2, 3),
      Inputs.PLANE),
  PLANE_WITHOUT_BIAS(
      flat(CNN2DFormat.NCHW, 2, 2).hasBias(false).build(), Field.of(2, 2), Inputs.PLANE),
  LINE(line(RNNFormat.NCW, 3, 1, 1), Field.of(3), Inputs.LINE),
  LINE_FEATURES_LAST(line(RNNFormat.NWC, 3, 1, 1), Field.of(3), Inputs.LINE_LAST),
  LINE_WITH_STRIDE(line(RNNFormat.NCW, 3, 2, 1), Field.of(3).withStride(2), Inputs.LINE),
  LINE_DILATED(line(RNNFormat.NCW, 2, 1, 3), Field.of(2).withDilation(3), Inputs.LINE),
  VOLUME(volume(Convolution3D.DataFormat.NCDHW, 1), Field.of(2, 3, 2), Inputs.VOLUME),
  VOLUME_CHANNELS_LAST(
      volume(Convolution3D.DataFormat.NDHWC, 1), Field.of(2, 3, 2), Inputs.VOLUME_LAST),
  VOLUME_WITH_STRIDE(
      volume(Convolution3D.DataFormat.NCDHW, 2),
      Field.of(2, 3, 2).withStride(2, 2, 2),
      Inputs.VOLUME);

  /** What a network is given; two channels each. */
  enum Inputs {
    PLANE(InputType.convolutional(8, 7, 2, CNN2DFormat.NCHW), false, 2, 8, 7),
    PLANE_LAST(InputType.convolutional(8, 7, 2, CNN2DFormat.NHWC), true, 8, 7, 2),
    LINE(InputType.recurrent(2, 9, RNNFormat.NCW), false, 2, 9),
    LINE_LAST(InputType.recurrent(2, 9, RNNFormat.NWC), true, 9, 2),
    VOLUME(
        InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 5, 6, 4, 2), false, 2, 5, 6, 4),
    VOLUME_LAST(
        InputType.convolutional3D(Convolution3D.DataFormat.NDHWC, 5, 6, 4, 2), true, 5, 6, 4, 2);

    private final InputType type;
    private final boolean channelsLast;
    private final long[] shape;

    Inputs(InputType type, boolean channelsLast, long... shape) {
      this.type = type;
      this.channelsLast = channelsLast;
      this.shape = shape;
    }

    DataSet data(int rows, long seed) {
      long[] full = new long[shape.length + 1];
      full[0] = rows;
      System.arraycopy(shape, 0, full, 1, shape.length);
      INDArray features = Nd4j.create(DataType.FLOAT, full);
      Random random = new Random(seed);
      float[] values = new float[(int) features.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      features.assign(Nd4j.create(values, full, 'c'));
      INDArray labels = Nd4j.create(DataType.FLOAT, rows, Networks.CLASSES);
      for (int row = 0; row < rows; row++) {
        labels.putScalar(row, row % Networks.CLASSES, 1);
      }
      return new DataSet(features, labels);
    }

    /** The same values with channels in second place. */
    INDArray channelsFirst(INDArray array) {
      if (!channelsLast) {
        return array;
      }
      int rank = array.rank();
      int[] order = new int[rank];
      order[1] = rank - 1;
      for (int d = 2; d < rank; d++) {
        order[d] = d - 1;
      }
      return array.permute(order);
    }
  }

  private final Layer layer;
  private final Field field;
  private final Inputs inputs;

  ConvolutionKind(Layer layer, Field field, Inputs inputs) {
    this.layer = layer;
    this.field = field;
    this.inputs = inputs;
  }

  Field field() {
    return field;
  }

  Inputs inputs() {
    return inputs;
  }

  /** The convolution alone. */
  MultiLayerNetwork network() {
    return network(List.of(layer));
  }

  /** A batch norm of the network's input channels before the convolution. */
  MultiLayerNetwork normed() {
    return network(List.of(new BatchNormalization.Builder().name("norm").build(), layer));
  }

  private MultiLayerNetwork network(List<Layer> layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(6).updater(new Adam(0.02)).list();
    layers.forEach(each -> list.layer(each.clone()));
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(pooling())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(Networks.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(inputs.type)
                .build());
    network.init();
    return network;
  }

  /** DL4J does not know by itself where the steps stand. */
  private GlobalPoolingLayer pooling() {
    GlobalPoolingLayer.Builder pooling = new GlobalPoolingLayer.Builder();
    return inputs == Inputs.LINE_LAST ? pooling.poolingDimensions(1).build() : pooling.build();
  }

  private static ConvolutionLayer.Builder flat(CNN2DFormat format, int... kernel) {
    return new ConvolutionLayer.Builder(kernel)
        .name("conv")
        .nOut(4)
        .dataFormat(format)
        .activation(Activation.TANH)
        .biasInit(0.2);
  }

  private static Layer line(RNNFormat format, int kernel, int stride, int dilation) {
    return new Convolution1DLayer.Builder(kernel)
        .stride(stride)
        .dilation(dilation)
        .rnnDataFormat(format)
        .name("conv")
        .nOut(4)
        .activation(Activation.TANH)
        .biasInit(0.2)
        .build();
  }

  private static Layer volume(Convolution3D.DataFormat format, int stride) {
    return new Convolution3D.Builder(2, 3, 2)
        .stride(stride, stride, stride)
        .dataFormat(format)
        .name("conv")
        .nOut(4)
        .activation(Activation.TANH)
        .biasInit(0.2)
        .build();
  }
}
