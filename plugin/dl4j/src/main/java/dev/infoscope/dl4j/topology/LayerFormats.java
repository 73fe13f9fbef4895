// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.topology;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.jspecify.annotations.Nullable;

/** The format that a layer's own configuration sets for what it puts out. */
final class LayerFormats {
  private LayerFormats() {}

  /** What a layer puts out; unsaid where it hands on what it is given. */
  static Format output(Layer layer) {
    if (layer instanceof FrozenLayer frozen) {
      return output(frozen.getLayer());
    } else if (layer instanceof Bidirectional both) {
      return output(both.getFwd());
    } else if (layer instanceof TimeDistributed each) {
      return Format.of(each.getRnnDataFormat());
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      return output(wrapper.getUnderlying());
    }
    return sequences(layer).or(images(layer)).or(volumes(layer));
  }

  /** What a layer takes; as it puts out, but for those that make or end sequences. */
  static Format input(Layer layer) {
    if (layer instanceof EmbeddingSequenceLayer || layer instanceof RepeatVector) {
      return Format.UNSAID;
    } else if (layer instanceof BatchNormalization norm) {
      // Its own format is the default more often than not, and orders nothing anew.
      return norm.getCnn2DFormat() == CNN2DFormat.NHWC ? new Format(true, true) : Format.UNSAID;
    } else if (layer instanceof GlobalPoolingLayer pooling) {
      return pooled(pooling.getPoolingDimensions());
    }
    return output(layer);
  }

  private static Format pooled(int @Nullable ... dimensions) {
    if (dimensions == null || dimensions.length == 0) {
      return new Format(false, false); // what DL4J pools over then
    }
    boolean last = dimensions[0] == 1;
    return dimensions.length == 1 ? new Format(null, last) : new Format(last, null);
  }

  private static Format sequences(Layer layer) {
    if (layer instanceof Convolution1DLayer convolution) {
      return Format.of(convolution.getRnnDataFormat());
    } else if (layer instanceof BaseRecurrentLayer recurrent) {
      return Format.of(recurrent.getRnnDataFormat());
    } else if (layer instanceof RnnOutputLayer output) {
      return Format.of(output.getRnnDataFormat());
    } else if (layer instanceof RnnLossLayer loss) {
      return Format.of(loss.getRnnDataFormat());
    } else if (layer instanceof EmbeddingSequenceLayer embedding) {
      return Format.of(embedding.getOutputFormat());
    } else if (layer instanceof RepeatVector repeat) {
      return Format.of(repeat.getDataFormat());
    }
    return isAlwaysNcw(layer) ? Format.NCW : Format.UNSAID;
  }

  /** DL4J computes these so whatever the input type says. */
  private static boolean isAlwaysNcw(Layer layer) {
    return layer instanceof Subsampling1DLayer
        || layer instanceof Upsampling1D
        || layer instanceof ZeroPadding1DLayer
        || layer instanceof Cropping1D
        || layer instanceof LocallyConnected1D
        || layer instanceof SelfAttentionLayer
        || layer instanceof LearnedSelfAttentionLayer
        || layer instanceof RecurrentAttentionLayer;
  }

  private static Format images(Layer layer) {
    if (layer instanceof Convolution1DLayer || layer instanceof Subsampling1DLayer) {
      return Format.UNSAID;
    } else if (layer instanceof Convolution3D || layer instanceof Deconvolution3D) {
      return Format.UNSAID;
    } else if (layer instanceof ConvolutionLayer convolution) {
      return Format.of(convolution.getCnn2dDataFormat());
    } else if (layer instanceof SubsamplingLayer pooling) {
      return Format.of(pooling.getCnn2dDataFormat());
    } else if (layer instanceof LocallyConnected2D local) {
      return Format.of(local.getFormat());
    } else if (layer instanceof Upsampling2D upsampling) {
      return Format.of(upsampling.getFormat());
    } else if (layer instanceof ZeroPaddingLayer padding) {
      return Format.of(padding.getDataFormat());
    } else if (layer instanceof Cropping2D cropping) {
      return Format.of(cropping.getDataFormat());
    }
    return rarerImages(layer);
  }

  private static Format rarerImages(Layer layer) {
    if (layer instanceof SpaceToDepthLayer depth) {
      return Format.of(depth.getDataFormat());
    } else if (layer instanceof SpaceToBatchLayer batch) {
      return Format.of(batch.getFormat());
    } else if (layer instanceof LocalResponseNormalization norm) {
      return Format.of(norm.getDataFormat());
    } else if (layer instanceof CnnLossLayer loss) {
      return Format.of(loss.getFormat());
    }
    return layer instanceof Yolo2OutputLayer yolo ? Format.of(yolo.getFormat()) : Format.UNSAID;
  }

  private static Format volumes(Layer layer) {
    if (layer instanceof Convolution3D convolution) {
      return Format.of(convolution.getDataFormat());
    } else if (layer instanceof Deconvolution3D convolution) {
      return Format.of(convolution.getDataFormat());
    } else if (layer instanceof Subsampling3DLayer pooling) {
      return Format.of(pooling.getDataFormat());
    }
    return layer instanceof Upsampling3D upsampling
        ? Format.of(upsampling.getDataFormat())
        : Format.UNSAID;
  }
}
