// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where the patches of a convolution stand in images {@code [images x channels x height x width]}.
 * Columns are {@code [channels kernelHeight kernelWidth x outHeight outWidth]}; a convolution is
 * then a product of matrices.
 *
 * @param channels of an image
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

  /** Values of the columns of one image. */
  long size() {
    return (long) rows() * positions();
  }

  private int rows() {
    return channels * kernel[0] * kernel[1];
  }

  /** The columns of some images, {@code [images x rows x positions]}; may be a view of them. */
  INDArray columns(INDArray images) {
    if (isPointwise()) {
      return matrices(images);
    }
    INDArray columns = empty(images);
    Convolution.im2col(
        images,
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
    return matrices(columns);
  }

  private INDArray empty(INDArray images) {
    long[] shape = {images.size(0), channels, kernel[0], kernel[1], out[0], out[1]};
    return Nd4j.createUninitialized(images.dataType(), shape, 'c');
  }

  private INDArray matrices(INDArray images) {
    return images.reshape('c', images.size(0), rows(), positions());
  }

  /** Multiplies a matrix with values into columns, and adds up what falls on each pixel. */
  void addUp(INDArray matrix, INDArray values, INDArray images) {
    INDArray columns = isPointwise() ? images : empty(images);
    INDArray each = matrices(columns);
    for (int i = 0; i < images.size(0); i++) {
      matrix.mmuli(values.slice(i), each.slice(i));
    }
    if (isPointwise()) {
      return;
    }
    Convolution.col2im(
        columns,
        images,
        stride[0],
        stride[1],
        padding[0],
        padding[1],
        height,
        width,
        dilation[0],
        dilation[1]);
    if (columns.closeable()) {
      OwnedArrays.free(columns);
    }
  }
}
