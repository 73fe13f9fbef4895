// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * A dense layer, {@code t = f(b + x W)}.
 *
 * @param weights {@code [inputs x units]}, row by row, so that the weights of one input to all
 *     units lie together; not copied
 * @param bias {@code [units]}; not copied
 * @param activation f
 */
@SuppressWarnings("ArrayRecordComponent")
public record DenseLayer(float[] weights, float[] bias, DenseActivation activation) {
  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if there are no units, or the weights are no multiple of them
   */
  public DenseLayer {
    Require.atLeast("units", bias.length, 1);
    Require.that(
        weights.length > 0 && weights.length % bias.length == 0,
        "weights (%d) must be a multiple of the units (%d)",
        weights.length,
        bias.length);
  }

  /**
   * Number of inputs.
   *
   * @return at least 1
   */
  public int inputs() {
    return weights.length / bias.length;
  }

  /**
   * Number of units.
   *
   * @return at least 1
   */
  public int units() {
    return bias.length;
  }

  /**
   * Weight magnitude of every unit: the Euclidean length of its incoming weights.
   *
   * @return one per unit
   */
  public double[] magnitudes() {
    double[] magnitudes = new double[bias.length];
    for (int i = 0; i < weights.length; i++) {
      magnitudes[i % bias.length] += (double) weights[i] * weights[i];
    }
    for (int unit = 0; unit < magnitudes.length; unit++) {
      magnitudes[unit] = Math.sqrt(magnitudes[unit]);
    }
    return magnitudes;
  }

  /** Pre-activations of a block, {@code z = b + x W}. */
  void affine(float[] inputs, float[] sums) {
    int block = Blocks.ROWS;
    int units = bias.length;
    int whole = inputs() / 4 * 4;
    for (int unit = 0; unit < units; unit++) {
      int at = unit * block;
      Arrays.fill(sums, at, at + block, bias[unit]);
      for (int i = 0; i < whole; i += 4) {
        int w = i * units + unit;
        Blocks.addFour(
            sums,
            at,
            inputs,
            i * block,
            weights[w],
            weights[w + units],
            weights[w + 2 * units],
            weights[w + 3 * units]);
      }
      for (int i = whole; i < inputs(); i++) {
        Blocks.add(sums, at, inputs, i * block, weights[i * units + unit]);
      }
    }
  }
}
