// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How images become what a network takes: the largest part of the right proportions is cut from the
 * middle, made as large as wanted (bilinear), and its bytes are scaled.
 *
 * @param channels 3, or 1 for grey
 * @param height in pixels
 * @param width in pixels
 * @param layout of the array
 * @param scaling of the bytes
 * @param blueFirst whether channels are blue, green, red
 */
record Pixels(
    int channels, int height, int width, Layout layout, Scaling scaling, boolean blueFirst) {
  /** Order of the dimensions. */
  enum Layout {
    /** {@code [examples x channels x height x width]}. */
    NCHW,
    /** {@code [examples x height x width x channels]}. */
    NHWC,
    /** {@code [examples x (channels * height * width)]}. */
    FLAT
  }

  /** What is done to a byte. */
  enum Scaling {
    /** From 0 to 255. */
    NONE,
    /** From 0 to 1. */
    UNIT,
    /** From -1 to 1. */
    SIGNED,
    /** Less the mean of ImageNet: red 123.68, green 116.779, blue 103.939. */
    IMAGENET;

    private static final double[] MEANS = {123.68, 116.779, 103.939};

    private double apply(int value, int colour) {
      return switch (this) {
        case NONE -> value;
        case UNIT -> value / 255.0;
        case SIGNED -> value / 127.5 - 1;
        case IMAGENET -> value - MEANS[colour];
      };
    }
  }

  /** Checks the sizes. */
  Pixels {
    if (channels != 1 && channels != 3 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--shape (%d,%d,%d) must be 1 or 3 channels, height and width",
              channels,
              height,
              width));
    }
  }

  /**
   * Reads images.
   *
   * @param images some
   * @return one row each
   * @throws IOException if a file is no image
   */
  INDArray read(List<LabelledImages.Image> images) throws IOException {
    int size = channels * height * width;
    float[] values = new float[images.size() * size];
    for (int i = 0; i < images.size(); i++) {
      fill(values, i * size, scaled(images.get(i).file()));
    }
    INDArray flat = Nd4j.createFromArray(values).castTo(DataType.FLOAT);
    return switch (layout) {
      case NCHW -> flat.reshape('c', images.size(), channels, height, width);
      case NHWC -> flat.reshape('c', images.size(), height, width, channels);
      case FLAT -> flat.reshape('c', images.size(), size);
    };
  }

  private BufferedImage scaled(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException(String.format(Locale.ROOT, "%s is no image that Java can read", file));
    }
    double scale = Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
    double wide = image.getWidth() * scale;
    double high = image.getHeight() * scale;
    BufferedImage cut = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = cut.createGraphics();
    drawing.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    drawing.translate((width - wide) / 2, (height - high) / 2);
    drawing.scale(scale, scale);
    drawing.drawImage(image, 0, 0, null);
    drawing.dispose();
    return cut;
  }

  private void fill(float[] values, int first, BufferedImage image) {
    int area = height * width;
    for (int place = 0; place < area; place++) {
      int rgb = image.getRGB(place % width, place / width);
      for (int channel = 0; channel < channels; channel++) {
        int at = layout == Layout.NHWC ? place * channels + channel : channel * area + place;
        values[first + at] = (float) value(rgb, blueFirst ? channels - 1 - channel : channel);
      }
    }
  }

  private double value(int rgb, int colour) {
    if (channels == 3) {
      return scaling.apply(rgb >> 16 - 8 * colour & 255, colour);
    }
    double sum = 0;
    for (int one = 0; one < 3; one++) {
      sum += scaling.apply(rgb >> 16 - 8 * one & 255, one);
    }
    return sum / 3;
  }
}
