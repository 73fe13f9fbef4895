// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.numeric.Require;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Attributions of an image's values as a picture: blue what spoke for the class, red what spoke
 * against it, white nothing. Channels are summed; the largest absolute sum of the image is full
 * colour, so that pictures of two images cannot be compared by their depth.
 */
public final class AttributionMap {
  private static final int FULL = 255;

  private AttributionMap() {}

  /**
   * Draws a map.
   *
   * @param values {@code [channels x height x width]} row by row
   * @param channels at least 1
   * @param height of the image
   * @param width of the image
   * @return one pixel per position
   * @throws IllegalArgumentException if the values are not of this shape
   */
  public static BufferedImage of(double[] values, int channels, int height, int width) {
    Require.that(
        values.length == channels * height * width,
        "values (%d) must be %d x %d x %d",
        values.length,
        channels,
        height,
        width);
    return drawn(sums(values, height * width), height, width);
  }

  private static BufferedImage drawn(double[] sums, int height, int width) {
    double largest = Arrays.stream(sums).map(Math::abs).max().orElse(0);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < sums.length; i++) {
      image.setRGB(i % width, i / width, colour(largest == 0 ? 0 : sums[i] / largest));
    }
    return image;
  }

  private static double[] sums(double[] values, int pixels) {
    double[] sums = new double[pixels];
    for (int i = 0; i < values.length; i++) {
      sums[i % pixels] += values[i];
    }
    return sums;
  }

  private static int colour(double share) {
    int rest = FULL - (int) Math.round(FULL * Math.min(1, Math.abs(share)));
    return share >= 0 ? rest << 16 | rest << 8 | FULL : FULL << 16 | rest << 8 | rest;
  }
}
