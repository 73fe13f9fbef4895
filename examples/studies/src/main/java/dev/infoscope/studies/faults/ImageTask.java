// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import dev.infoscope.examples.IdxFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;

/** Ten classes of images of 14 by 14 pixels. */
public enum ImageTask {
  /** Handwritten digits, each 2 by 2 pixels pooled to their mean. */
  MNIST,
  /** Three noisy patterns a class; the patterns are the same for every seed. */
  PATTERNS,
  /** Gratings of five directions and two widths, a class each, at any phase, in noise. */
  GRATINGS;

  static final int SIDE = 14;
  static final int PIXELS = SIDE * SIDE;
  static final int CLASSES = 10;

  private static final int PATTERNS_OF_A_CLASS = 3;
  private static final int DIRECTIONS = 5;

  /**
   * The task in names of runs and in tables.
   *
   * @return in lower case
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Rows to train on, or rows of the probe, which are others. */
  ImageRows rows(Path mnist, boolean training, int count) throws IOException {
    return switch (this) {
      case MNIST ->
          pooled(training ? new IdxFiles(mnist).training() : new IdxFiles(mnist).test(), count);
      case PATTERNS -> patterns(new SplittableRandom(training ? 1 : 2), count);
      case GRATINGS -> gratings(new SplittableRandom(training ? 3 : 4), count);
    };
  }

  private static ImageRows pooled(DataSet digits, int count) {
    int rows = Math.min(count, digits.numExamples());
    float[] pixels = digits.getFeatures().data().asFloat();
    int[] labels = digits.getLabels().argMax(1).toIntVector();
    int side = 2 * SIDE;
    float[][] images = new float[rows][PIXELS];
    for (int row = 0; row < rows; row++) {
      for (int pixel = 0; pixel < side * side; pixel++) {
        int to = pixel / side / 2 * SIDE + pixel % side / 2;
        images[row][to] += pixels[row * side * side + pixel] / 4;
      }
    }
    return new ImageRows(images, Arrays.copyOf(labels, rows));
  }

  private static ImageRows patterns(SplittableRandom random, int count) {
    SplittableRandom fixed = new SplittableRandom(5);
    float[][] patterns = new float[CLASSES * PATTERNS_OF_A_CLASS][PIXELS];
    for (float[] pattern : patterns) {
      for (int i = 0; i < PIXELS; i++) {
        pattern[i] = (float) (0.5 + 0.22 * fixed.nextGaussian());
      }
    }
    float[][] images = new float[count][PIXELS];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      int chosen = random.nextInt(patterns.length);
      labels[row] = chosen % CLASSES;
      for (int i = 0; i < PIXELS; i++) {
        images[row][i] = patterns[chosen][i] + (float) (0.45 * random.nextGaussian());
      }
    }
    return new ImageRows(images, labels);
  }

  private static ImageRows gratings(SplittableRandom random, int count) {
    float[][] images = new float[count][PIXELS];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      labels[row] = random.nextInt(CLASSES);
      double direction = Math.PI * (labels[row] % DIRECTIONS) / DIRECTIONS;
      double frequency = labels[row] < DIRECTIONS ? 0.8 : 1.4;
      double phase = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < PIXELS; i++) {
        int down = i / SIDE;
        double along = i % SIDE * Math.cos(direction) + down * Math.sin(direction);
        double wave = 0.5 + 0.4 * Math.sin(frequency * along + phase);
        images[row][i] = (float) (wave + 0.25 * random.nextGaussian());
      }
    }
    return new ImageRows(images, labels);
  }
}
