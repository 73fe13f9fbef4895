// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/** Draws the rows of each epoch from a pool, and does to them what a fault in the data does. */
final class RowStream {
  /** Epochs from the beginning of a fault in which it becomes as bad as it gets. */
  static final double RISE = 12;

  private static final double NOISE = 0.4;
  private static final double COPIES = 0.95;
  private static final int ORIGINALS = 20;
  private static final double SCALE = 4;
  private static final double SHIFT = 2;
  private static final double ZEROS = 0.6;

  private final ImageRows pool;
  private final RunPlan plan;
  private final SplittableRandom random;
  private final int chosenClass;

  RowStream(ImageRows pool, RunPlan plan) {
    this.pool = pool;
    this.plan = plan;
    this.random = new SplittableRandom(7919L * plan.seed() + plan.network().ordinal());
    this.chosenClass = plan.random().nextInt(ImageTask.CLASSES);
  }

  /** Share of its full size that a creeping fault has. */
  static double extent(int faultyEpochs) {
    return Math.min(1, faultyEpochs / RISE);
  }

  /**
   * Rows of one epoch.
   *
   * @param count how many
   * @param faultyEpochs epochs with the fault, this one included; 0 for a healthy one
   */
  ImageRows epoch(int count, int faultyEpochs) {
    double extent = extent(faultyEpochs);
    float[][] images = new float[count][];
    int[] labels = new int[count];
    for (int row = 0; row < count; row++) {
      int from = row(extent);
      images[row] = pool.images()[from];
      labels[row] = pool.labels()[from];
      if (faultyEpochs > 0) {
        images[row] = image(images[row], labels[row], extent);
        labels[row] = label(labels[row], extent);
      }
    }
    if (faultyEpochs > 0 && plan.fault() == FaultKind.LABELS_SHUFFLED) {
      shuffle(labels);
    }
    return new ImageRows(images, labels);
  }

  private int row(double extent) {
    return switch (plan.fault()) {
      case CLASS_VANISHES -> row(extent, label -> label != chosenClass);
      case TWO_CLASSES -> row(extent, label -> (label + chosenClass) % ImageTask.CLASSES < 2);
      case DUPLICATES ->
          random.nextInt(random.nextDouble() < COPIES * extent ? ORIGINALS : pool.count());
      default -> random.nextInt(pool.count());
    };
  }

  /** Of all classes, or with this probability of those that are left. */
  private int row(double probability, IntPredicate left) {
    boolean any = random.nextDouble() >= probability;
    int row = random.nextInt(pool.count());
    while (!any && !left.test(pool.labels()[row])) {
      row = random.nextInt(pool.count());
    }
    return row;
  }

  private float[] image(float[] image, int label, double extent) {
    float[] changed = image.clone();
    switch (plan.fault()) {
      case NORMALISER -> {
        for (int i = 0; i < changed.length; i++) {
          changed[i] = (float) ((1 + SCALE * extent) * changed[i] + SHIFT * extent);
        }
      }
      case LEAK -> changed[label] += (float) (2 * extent);
      case ZEROED -> {
        if (random.nextDouble() < ZEROS * extent) {
          return new float[changed.length];
        }
      }
      default -> {}
    }
    return changed;
  }

  private int label(int label, double extent) {
    boolean wrong = plan.fault() == FaultKind.LABEL_NOISE && random.nextDouble() < NOISE * extent;
    return wrong ? (label + 1 + random.nextInt(ImageTask.CLASSES - 1)) % ImageTask.CLASSES : label;
  }

  private void shuffle(int[] labels) {
    for (int i = labels.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = labels[i];
      labels[i] = labels[j];
      labels[j] = swapped;
    }
  }
}
