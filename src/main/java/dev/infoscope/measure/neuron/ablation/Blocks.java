// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.DenseMap;
import java.util.Arrays;

/**
 * Blocks of examples, unit by unit: value {@code unit * ROWS + row}. All arithmetic runs along the
 * rows, so that it vectorises however narrow a layer is.
 */
final class Blocks {
  /** Examples in a block. */
  static final int ROWS = 128;

  private Blocks() {}

  /** Number of blocks that hold so many examples. */
  static int count(int examples) {
    return (examples + ROWS - 1) / ROWS;
  }

  /** Turns rows about; places beyond the last row are 0. */
  static void load(Activations inputs, int first, double[] rows, float[] block) {
    int units = inputs.units();
    int count = Math.min(ROWS, inputs.examples() - first);
    inputs.copy(first, count, rows);
    for (int unit = 0; unit < units; unit++) {
      for (int row = 0; row < ROWS; row++) {
        block[unit * ROWS + row] = row < count ? (float) rows[row * units + unit] : 0;
      }
    }
  }

  /**
   * Pre-activations of a block, {@code z = b + x W}, in single precision.
   *
   * @param layer weights and bias, rounded to single precision
   * @param inputs of the block, input by input
   * @param sums of the block, output by output; overwritten
   */
  static void affine(DenseMap layer, float[] inputs, float[] sums) {
    for (int unit = 0; unit < layer.outputs(); unit++) {
      Arrays.fill(sums, unit * ROWS, (unit + 1) * ROWS, (float) layer.bias()[unit]);
      addAll(layer, unit, inputs, sums);
    }
  }

  private static void addAll(DenseMap layer, int unit, float[] inputs, float[] sums) {
    int whole = layer.inputs() / 4 * 4;
    for (int i = 0; i < whole; i += 4) {
      float w0 = weight(layer, i, unit);
      float w1 = weight(layer, i + 1, unit);
      float w2 = weight(layer, i + 2, unit);
      addFour(sums, unit * ROWS, inputs, i * ROWS, w0, w1, w2, weight(layer, i + 3, unit));
    }
    for (int i = whole; i < layer.inputs(); i++) {
      add(sums, unit * ROWS, inputs, i * ROWS, weight(layer, i, unit));
    }
  }

  /** A weight in single precision. */
  static float weight(DenseMap layer, int input, int unit) {
    return (float) layer.weights()[input * layer.outputs() + unit];
  }

  /** sums += weight * inputs, one unit. */
  private static void add(float[] sums, int at, float[] inputs, int from, float weight) {
    for (int row = 0; row < ROWS; row++) {
      sums[at + row] += weight * inputs[from + row];
    }
  }

  /** sums += weights * inputs, four units that lie together. */
  private static void addFour(
      float[] sums, int at, float[] inputs, int from, float w0, float w1, float w2, float w3) {
    for (int row = 0; row < ROWS; row++) {
      sums[at + row] +=
          w0 * inputs[from + row]
              + w1 * inputs[from + ROWS + row]
              + (w2 * inputs[from + 2 * ROWS + row] + w3 * inputs[from + 3 * ROWS + row]);
    }
  }

  /** Largest magnitude of a unit among its finite values; 0 without one. */
  static float largest(float[] block, int unit) {
    float largest = 0;
    for (int at = unit * ROWS; at < (unit + 1) * ROWS; at++) {
      float magnitude = Math.abs(block[at]);
      largest = Float.isFinite(magnitude) ? Math.max(largest, magnitude) : largest;
    }
    return largest;
  }

  /**
   * How many of the first rows have their label's unit highest; of equal ones the first, with NaN
   * none.
   */
  static int correct(float[] outputs, int classes, int[] labels, int first) {
    int correct = 0;
    int rows = Math.min(ROWS, labels.length - first);
    for (int row = 0; row < rows; row++) {
      int label = labels[first + row];
      float own = outputs[label * ROWS + row];
      boolean wins = !Float.isNaN(own);
      for (int other = 0; other < label; other++) {
        wins &= own > outputs[other * ROWS + row];
      }
      for (int other = label + 1; other < classes; other++) {
        wins &= own >= outputs[other * ROWS + row];
      }
      correct += wins ? 1 : 0;
    }
    return correct;
  }
}
