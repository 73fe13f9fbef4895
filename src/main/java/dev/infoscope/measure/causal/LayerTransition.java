// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * A dense layer under intervention: its map from the layer before, with the ranges over which that
 * is varied and the layer itself is binned.
 *
 * @param map weights, bias and activation of this layer; what it was seen to put out is not used
 * @param inputRange what the layer before can put out: the intervention is uniform on it
 * @param outputRange over which this layer's activations are binned
 */
public record LayerTransition(DenseMap map, Range inputRange, Range outputRange) {
  /**
   * Checks the ranges. NaN and infinite weights pass: what depends on them reads {@code NaN}.
   *
   * @throws IllegalArgumentException if a range is a single point
   */
  public LayerTransition {
    Require.that(!inputRange.isPoint(), "input range (%s) must not be a point", inputRange);
    Require.that(!outputRange.isPoint(), "output range (%s) must not be a point", outputRange);
  }

  /**
   * A layer of given weights.
   *
   * @param inputs units of the layer before
   * @param outputs units of this layer
   * @param weights row by row, {@code [inputs x outputs]}; read in place, not copied
   * @param bias {@code [outputs]}; read in place, not copied
   * @param activation of this layer
   * @param inputRange what the layer before can put out
   * @param outputRange over which this layer's activations are binned
   * @throws IllegalArgumentException if shapes disagree or a range is a single point
   */
  public LayerTransition(
      int inputs,
      int outputs,
      double[] weights,
      double[] bias,
      Activation activation,
      Range inputRange,
      Range outputRange) {
    this(new DenseMap(inputs, outputs, weights, bias, activation), inputRange, outputRange);
  }

  /**
   * Units of the layer before.
   *
   * @return at least 1
   */
  public int inputs() {
    return map.inputs();
  }

  /**
   * Units of this layer.
   *
   * @return at least 1
   */
  public int outputs() {
    return map.outputs();
  }

  double[] weights() {
    return map.weights();
  }

  double[] bias() {
    return map.bias();
  }

  Activation activation() {
    return map.activation();
  }

  /**
   * Every activation the layer can reach from its input range, as for choosing an output range
   * where the activation function is unbounded. Changes with the weights, so freeze it.
   *
   * @return smallest to largest activation over all units
   * @throws IllegalArgumentException if a weight or bias is not finite
   */
  public Range reach() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double[] weights = weights();
    for (int unit = 0; unit < outputs(); unit++) {
      Range image = activation().image(sums(weights, unit));
      low = Math.min(low, image.low());
      high = Math.max(high, image.high());
    }
    return new Range(low, high);
  }

  /** The weighted sums a unit can reach from the input range. */
  private Range sums(double[] weights, int unit) {
    double middle = 0.5 * (inputRange.low() + inputRange.high());
    double half = 0.5 * (inputRange.high() - inputRange.low());
    double centre = bias()[unit];
    double width = 0;
    for (int at = unit; at < weights.length; at += outputs()) {
      centre += middle * weights[at];
      width += half * Math.abs(weights[at]);
    }
    return new Range(centre - width, centre + width);
  }

  /** The same layer with some of its units. */
  LayerTransition outputsOnly(int... units) {
    return new LayerTransition(map.outputsOnly(units), inputRange, outputRange);
  }

  /** Copies the weights into one unit. */
  void column(int unit, double[] into) {
    for (int k = 0; k < inputs(); k++) {
      into[k] = weights()[k * outputs() + unit];
    }
  }

  boolean isFinite() {
    return Arrays.stream(weights()).allMatch(Double::isFinite)
        && Arrays.stream(bias()).allMatch(Double::isFinite);
  }

  /** Whether every other thing but weights and biases is the same. */
  boolean isLike(LayerTransition other) {
    return inputs() == other.inputs()
        && outputs() == other.outputs()
        && activation().equals(other.activation())
        && inputRange.equals(other.inputRange)
        && outputRange.equals(other.outputRange);
  }
}
