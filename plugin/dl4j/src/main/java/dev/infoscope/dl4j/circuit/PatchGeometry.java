// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the patches of a convolution stand in an image {@code [1 x channels x height x width]}.
 * Columns are {@code [channels kernelHeight kernelWidth x outHeight outWidth]}; a convolution is
 * then a product of matrices.
 *
 * @param channels of the image
 * @param height of the image
 * @param width of the image
 * @param kernel height and width
 * @param stride down and right
 * @param padding above and left
 * @param dilation down and right
 * @param out height and width of what comes out
 * @param same whether the size stays as it is but for the stride
 */
@SuppressWarnings("ArrayRecordComponent")
record PatchGeometry(
    int channels,
    int height,
    int width,
    int[] kernel,
    int[] stride,
    int[] padding,
    int[] dilation,
    int[] out,
    boolean same) {
  /** The patches of a layer in images {@code [rows x channels x height x width]}. */
  static PatchGeometry of(ConvolutionLayer layer, ConvolutionMode mode, INDArray images) {
    int[] kernel = layer.getKernelSize();
    int[] stride = layer.getStride();
    int[] dilation = layer.getDilation();
    boolean same = mode == ConvolutionMode.Same;
    int[] out =
        ConvolutionUtils.getOutputSize(
            images,
            kernel,
            stride,
            same ? null : layer.getPadding(),
            mode,
            dilation,
            CNN2DFormat.NCHW);
    int[] size = {(int) images.size(2), (int) images.size(3)};
    int[] padding =
        same
            ? ConvolutionUtils.getSameModeTopLeftPadding(out, size, kernel, stride, dilation)
            : layer.getPadding();
    return new PatchGeometry(
        (int) images.size(1), size[0], size[1], kernel, stride, padding, dilation, out, same);
  }

  /** Positions that come out. */
  int positions() {
    return out[0] * out[1];
  }

  /** Whether the columns are the image itself. */
  boolean isPointwise() {
    return all(kernel, 1) && all(stride, 1) && all(padding, 0);
  }

  private static boolean all(int[] two, int value) {
    return two[0] == value && two[1] == value;
  }

  /** The columns of an image, which may be a view of it. */
  INDArray columns(INDArray image) {
    if (isPointwise()) {
      return image.reshape('c', channels, positions());
    }
    INDArray columns = empty(image);
    Convolution.im2col(
        image,
        kernel[0],
        kernel[1],
        stride[0],
        stride[1],
        padding[0],
        padding[1],
        dilation[0],
        dilation[1],
        same,
        columns);
    return columns.reshape('c', rows(), positions());
  }

  private int rows() {
    return channels * kernel[0] * kernel[1];
  }

  private INDArray empty(INDArray like) {
    long[] shape = {1, channels, kernel[0], kernel[1], out[0], out[1]};
    return Nd4j.createUninitialized(like.dataType(), shape, 'c');
  }

  /** Multiplies a matrix with columns-to-be and adds up what falls on each pixel of an image. */
  void addUp(INDArray matrix, INDArray values, INDArray image) {
    if (isPointwise()) {
      matrix.mmuli(values, image.reshape('c', channels, positions()));
      return;
    }
    INDArray columns = empty(image);
    matrix.mmuli(values, columns.reshape('c', rows(), positions()));
    Convolution.col2im(
        columns,
        image,
        stride[0],
        stride[1],
        padding[0],
        padding[1],
        height,
        width,
        dilation[0],
        dilation[1]);
    if (columns.closeable()) {
      columns.close();
    }
  }
}
