// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution of images as products of matrices. Spares what DL4J's backward pass computes beside
 * the gradient of the input: the gradient of the weights, and everything of the forward pass again.
 * A convolution by one pixel needs no copy of the image.
 */
final class ConvolutionStage implements Stage {
  /** Values of all patches that are laid out at once, 16 MB in single precision. */
  private static final long COLUMN_VALUES = 1 << 22;

  private final Layer layer;
  private final ConvolutionLayer configuration;
  private final Reshaping reshaping;
  private final boolean channelsLast;
  private @Nullable INDArray sums;
  private @Nullable PatchGeometry patches;
  private int rows;

  ConvolutionStage(Layer layer, ConvolutionLayer configuration, Reshaping reshaping) {
    this.layer = layer;
    this.configuration = configuration;
    this.reshaping = reshaping;
    this.channelsLast = configuration.getCnn2dDataFormat() == CNN2DFormat.NHWC;
  }

  @Override
  public INDArray forward(INDArray[] inputs, int rows) {
    clear();
    this.rows = rows;
    INDArray images = channelsFirst(reshaping.forward(inputs[0], rows));
    check(images);
    patches = PatchGeometry.of(configuration, configuration.getConvolutionMode(), images);
    INDArray z = products(images, patches);
    if (configuration.hasBias()) {
      INDArray bias = layer.getParam("b");
      Nd4j.getExecutioner().exec(new BroadcastAddOp(z, bias.reshape(bias.length()), z, 1));
    }
    IActivation activation = configuration.getActivationFn();
    if (activation instanceof ActivationIdentity) {
      return outwards(z);
    }
    sums = z;
    return outwards(activation.getActivation(z.dup(), false));
  }

  private void check(INDArray images) {
    long channels = layer.getParam("W").size(1);
    if (images.rank() != 4 || images.size(1) != channels) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "images of shape %s do not have %d channels",
              Arrays.toString(images.shape()),
              channels));
    }
  }

  private INDArray products(INDArray images, PatchGeometry to) {
    INDArray weights = weights();
    INDArray z =
        Nd4j.createUninitialized(
            images.dataType(), new long[] {rows, weights.size(0), to.out()[0], to.out()[1]}, 'c');
    INDArray results = z.reshape('c', rows, weights.size(0), to.positions());
    int some = together(to);
    for (int first = 0; first < rows; first += some) {
      int last = Math.min(rows, first + some);
      INDArray columns = to.columns(images(images, first, last));
      for (int row = first; row < last; row++) {
        weights.mmuli(columns.slice(row - first), results.slice(row));
      }
      if (!to.isPointwise() && columns.closeable()) {
        OwnedArrays.free(columns);
      }
    }
    return z;
  }

  /** How many images have their patches laid out at once. */
  private static int together(PatchGeometry patches) {
    return (int) Math.max(1, COLUMN_VALUES / patches.size());
  }

  private static INDArray images(INDArray all, int first, int last) {
    return first == 0 && last == all.size(0)
        ? all
        : all.get(interval(first, last), all(), all(), all());
  }

  /** One row per output channel. */
  private INDArray weights() {
    INDArray weights = layer.getParam("W");
    return weights.reshape('c', weights.size(0), weights.length() / weights.size(0));
  }

  @Override
  public INDArray[] backward(INDArray epsilon) {
    if (patches == null) {
      throw new IllegalStateException("backward before forward");
    }
    INDArray delta = channelsFirst(epsilon);
    if (sums != null) {
      INDArray own = delta == epsilon ? epsilon.dup() : delta;
      delta = configuration.getActivationFn().backprop(sums, own).getFirst();
    }
    INDArray across = weights().transpose();
    INDArray gradient =
        Nd4j.create(
            delta.dataType(),
            new long[] {rows, patches.channels(), patches.height(), patches.width()},
            'c');
    INDArray values = delta.reshape('c', rows, delta.size(1), patches.positions());
    int some = together(patches);
    for (int first = 0; first < rows; first += some) {
      int last = Math.min(rows, first + some);
      INDArray part = values.get(interval(first, last), all(), all());
      patches.addUp(across, part, images(gradient, first, last));
    }
    return new INDArray[] {reshaping.backward(outwards(gradient), rows)};
  }

  /** Dense in C order; the array itself if it is. */
  private INDArray channelsFirst(INDArray array) {
    if (channelsLast && array.rank() == 4) {
      return array.permute(0, 3, 1, 2).dup('c');
    }
    boolean dense = array.ordering() == 'c' && !array.isView();
    return dense ? array : array.dup('c');
  }

  private INDArray outwards(INDArray array) {
    return channelsLast ? array.permute(0, 2, 3, 1).dup('c') : array;
  }

  @Override
  public void clear() {
    if (sums != null && sums.closeable()) {
      OwnedArrays.free(sums);
    }
    sums = null;
  }
}
