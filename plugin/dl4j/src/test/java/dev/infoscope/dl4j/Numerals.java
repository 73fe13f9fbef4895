// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numerals of 8 x 8 pixels from 0 to 1, like handwritten ones: moved, faded, slanted and blurred
 * copies of ten pictures.
 */
final class Numerals {
  static final int CLASSES = 10;
  private static final int SIDE = 8;

  private static final String[] PICTURES = {
    " ####   #   ##  #   ##  #   ##  #   ##  #   ##   ####           ",
    "   ##     ###    # ##      ##      ##      ##      ##           ",
    " ####  #   ##      ##     ##     ##     ##     ######           ",
    " ####  #   ##      ##    ##       ##  #   ##   ####             ",
    "    ##    ###   # ##   #  ##  ######     ##      ##             ",
    " #####  #       ####       ##      ##  #   ##   ####            ",
    "  ###   #      #       ####   #   ##  #   ##   ####             ",
    " ######     ##     ##    ##     ##     ##      ##               ",
    " ####   #   ##  #   ##   ####   #   ##  #   ##   ####           ",
    " ####   #   ##  #   ##   #####      ##     ##    ###            ",
  };

  private Numerals() {}

  static DataSet of(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray features = Nd4j.zeros(rows, SIDE * SIDE);
    INDArray labels = Nd4j.zeros(rows, CLASSES);
    for (int row = 0; row < rows; row++) {
      int label = row % CLASSES;
      labels.putScalar(row, label, 1);
      draw(features, row, PICTURES[label], random);
    }
    return new DataSet(features, labels);
  }

  private static void draw(INDArray into, int row, String picture, SplittableRandom random) {
    double right = random.nextDouble(-0.9, 0.9);
    double down = random.nextDouble(-0.9, 0.9);
    double slant = random.nextDouble(-0.3, 0.3);
    double ink = random.nextDouble(0.5, 1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double value = ink * at(picture, x - right - slant * (y - 3.5), y - down);
        double noisy = value + random.nextDouble(-0.1, 0.1);
        into.putScalar(row, y * SIDE + x, Math.max(0, Math.min(1, noisy)));
      }
    }
  }

  /** Linear between pixels. */
  private static double at(String picture, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double across = x - left;
    double along = y - top;
    double upper = (1 - across) * ink(picture, left, top) + across * ink(picture, left + 1, top);
    double lower =
        (1 - across) * ink(picture, left, top + 1) + across * ink(picture, left + 1, top + 1);
    return (1 - along) * upper + along * lower;
  }

  private static double ink(String picture, int x, int y) {
    boolean inside = x >= 0 && x < SIDE && y >= 0 && y < SIDE;
    int index = y * SIDE + x;
    return inside && index < picture.length() && picture.charAt(index) == '#' ? 1 : 0;
  }
}
