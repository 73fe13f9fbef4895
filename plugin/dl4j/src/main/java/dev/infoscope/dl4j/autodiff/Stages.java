// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import java.util.Set;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.Pooling1D;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.linalg.activations.impl.ActivationRReLU;

/**
 * Which layers and vertices have a gradient here. Those let in are held against central differences
 * by the tests; what is not known to be right is refused by name.
 */
final class Stages {
  static final Set<Class<?>> LAYERS =
      Set.of(
          Convolution1D.class,
          Convolution1DLayer.class,
          Convolution2D.class,
          Convolution3D.class,
          ConvolutionLayer.class,
          Cropping2D.class,
          Deconvolution2D.class,
          DenseLayer.class,
          DepthwiseConvolution2D.class,
          GlobalPoolingLayer.class,
          LSTM.class,
          LocalResponseNormalization.class,
          PReLULayer.class,
          Pooling1D.class,
          Pooling2D.class,
          SeparableConvolution2D.class,
          SimpleRnn.class,
          SpaceToDepthLayer.class,
          Subsampling1DLayer.class,
          SubsamplingLayer.class,
          Upsampling2D.class,
          ZeroPaddingLayer.class);

  static final Set<Class<?>> VERTICES =
      Set.of(
          ElementWiseVertex.class,
          L2NormalizeVertex.class,
          LastTimeStepVertex.class,
          MergeVertex.class,
          PoolHelperVertex.class,
          PreprocessorVertex.class,
          ReshapeVertex.class,
          ScaleVertex.class,
          ShiftVertex.class,
          SubsetVertex.class);

  private Stages() {}

  /**
   * The stage of a layer.
   *
   * @throws NotDifferentiable if there is none
   */
  static Stage of(
      String name,
      org.deeplearning4j.nn.api.Layer layer,
      Layer configuration,
      Reshaping reshaping) {
    if (configuration instanceof DropoutLayer) {
      return new IdentityStage(reshaping);
    } else if (configuration instanceof ActivationLayer only) {
      refuseRandom(name, only.getActivationFn());
      return new ActivationStage(only.getActivationFn(), reshaping);
    } else if (configuration instanceof BatchNormalization norm) {
      return new NormStage(layer, norm, reshaping);
    }
    check(name, configuration);
    if (configuration instanceof PReLULayer) {
      return new ParametricReluStage(layer, reshaping);
    } else if (layer instanceof LastTimeStepLayer last) {
      boolean featuresLast = TimeSeriesUtils.getFormatFromRnnLayer(configuration) == RNNFormat.NWC;
      return new LastOfLayerStage(last.getUnderlying(), reshaping, featuresLast);
    }
    if (configuration.getClass() == ConvolutionLayer.class) {
      return new ConvolutionStage(layer, (ConvolutionLayer) configuration, reshaping);
    }
    return configuration instanceof DenseLayer dense && !dense.isHasLayerNorm()
        ? new AffineStage(layer, reshaping, dense.getActivationFn())
        : new LayerStage(layer, reshaping);
  }

  private static void check(String name, Layer configuration) {
    if (configuration instanceof LastTimeStep last) {
      check(name, last.getUnderlying());
    } else if (configuration instanceof Bidirectional both) {
      check(name, both.getFwd());
    } else if (!LAYERS.contains(configuration.getClass())) {
      throw new NotDifferentiable(name, why(configuration));
    } else if (configuration instanceof BaseLayer base) {
      refuseRandom(name, base.getActivationFn());
    }
  }

  /** Most layers that are not followed have a gradient all the same. */
  private static String why(Layer configuration) {
    boolean words =
        configuration instanceof EmbeddingLayer || configuration instanceof EmbeddingSequenceLayer;
    return words
        ? configuration.getClass().getSimpleName() + " takes indices, which have no gradient"
        : unsupported(configuration);
  }

  private static String unsupported(Object configuration) {
    return configuration.getClass().getSimpleName() + " is not supported by conductance";
  }

  private static void refuseRandom(String name, Object activation) {
    if (activation instanceof ActivationRReLU) {
      throw new NotDifferentiable(name, "its activation is random: RReLU");
    }
  }

  /**
   * The stage of a vertex.
   *
   * @throws NotDifferentiable if there is none
   */
  static Stage of(
      String name,
      org.deeplearning4j.nn.graph.vertex.GraphVertex vertex,
      GraphVertex configuration) {
    if (!VERTICES.contains(configuration.getClass())) {
      throw new NotDifferentiable(name, unsupported(configuration));
    }
    return new VertexStage(vertex);
  }
}
