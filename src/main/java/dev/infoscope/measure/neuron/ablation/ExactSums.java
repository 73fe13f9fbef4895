// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.network.DenseMap;
import java.util.Arrays;

/**
 * Pre-activations {@code z = b + x W} of a layer over a block of examples, some of whose inputs are
 * replaced one after the other.
 *
 * <p>Every summand is rounded to a whole multiple of one quantum, at most {@code 2^-50} of the
 * largest sum possible, multiples of which double precision adds without error. So a sum depends on
 * which inputs are replaced and not on the order in which they were, and equal summands leave equal
 * sums. Sums are made anew where a value or weight that is not finite leaves them.
 */
final class ExactSums {
  private static final int ROOM = 50; // binary places; three of 53 are left for sums and rounding

  private final DenseMap layer;
  private final double rounder; // adding and subtracting it leaves a multiple of the quantum
  private final double[] sums; // [units x rows of a block]

  /**
   * Sums of one layer.
   *
   * @param most largest magnitude that each input takes or is replaced by, {@code [inputs]}
   */
  ExactSums(DenseMap layer, double[] most) {
    this.layer = layer;
    rounder = 1.5 * Math.scalb(1.0, 52 - ROOM + Math.getExponent(largest(layer, most)));
    sums = new double[layer.outputs() * Blocks.ROWS];
  }

  /** No sum of finite summands is larger, whatever is replaced. */
  private static double largest(DenseMap layer, double[] most) {
    double largest = Double.MIN_NORMAL;
    for (int unit = 0; unit < layer.outputs(); unit++) {
      double sum = Math.abs((float) layer.bias()[unit]);
      for (int input = 0; input < most.length; input++) {
        sum += Math.abs(Blocks.weight(layer, input, unit)) * most[input];
      }
      largest = Double.isFinite(sum) ? Math.max(largest, sum) : largest;
    }
    return largest;
  }

  /** Sums a block anew. */
  void start(float[] inputs) {
    int units = layer.outputs();
    for (int unit = 0; unit < units; unit++) {
      int at = unit * Blocks.ROWS;
      double bias = rounded((float) layer.bias()[unit]);
      for (int row = 0; row < Blocks.ROWS; row++) {
        sums[at + row] = bias;
      }
      for (int input = 0; input < layer.inputs(); input++) {
        add(at, Blocks.weight(layer, input, unit), inputs, input * Blocks.ROWS);
      }
    }
  }

  private void add(int at, double weight, float[] inputs, int from) {
    for (int row = 0; row < Blocks.ROWS; row++) {
      sums[at + row] += weight * inputs[from + row] + rounder - rounder;
    }
  }

  /** Replaces the values of one input, in the block too, by a constant. */
  void replace(int input, float[] inputs, float constant) {
    int units = layer.outputs();
    int from = input * Blocks.ROWS;
    boolean finite = isFinite(inputs, from);
    for (int unit = 0; unit < units; unit++) {
      finite &= Float.isFinite(Blocks.weight(layer, input, unit));
    }
    for (int unit = 0; finite && unit < units; unit++) {
      double weight = Blocks.weight(layer, input, unit);
      replace(unit * Blocks.ROWS, weight, inputs, from, rounded(weight * constant));
    }
    Arrays.fill(inputs, from, from + Blocks.ROWS, constant);
    if (!finite) {
      start(inputs);
    }
  }

  private static boolean isFinite(float[] values, int from) {
    float sum = 0;
    for (int at = from; at < from + Blocks.ROWS; at++) {
      sum += 0 * values[at]; // NaN for what is not finite
    }
    return sum == 0;
  }

  private void replace(int at, double weight, float[] inputs, int from, double summand) {
    for (int row = 0; row < Blocks.ROWS; row++) {
      sums[at + row] += summand - (weight * inputs[from + row] + rounder - rounder);
    }
  }

  private double rounded(double summand) {
    return summand + rounder - rounder;
  }

  /** Hands the sums out in single precision. */
  void copyTo(float[] values) {
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) sums[at];
    }
  }
}
