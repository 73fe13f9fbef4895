// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Layers to test with. */
final class Layers {
  static final Range UNIT = new Range(0, 1);
  static final Range BOTH = new Range(-1, 1);

  private Layers() {}

  /** A layer without bias. */
  static LayerTransition unbiased(
      int inputs,
      int outputs,
      double[] weights,
      Activation activation,
      Range inputRange,
      Range outputRange) {
    return new LayerTransition(
        inputs, outputs, weights, new double[outputs], activation, inputRange, outputRange);
  }

  static LayerTransition sigmoid(int inputs, int outputs, double... weights) {
    return unbiased(inputs, outputs, weights, Activation.sigmoid(), UNIT, UNIT);
  }

  /** Uniform weights of size {@code scale / sqrt(inputs)}. */
  static LayerTransition uniform(int inputs, int outputs, double scale, long seed) {
    return sigmoid(inputs, outputs, weights(inputs, outputs, scale, seed));
  }

  static double[] weights(int inputs, int outputs, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = new double[inputs * outputs];
    Arrays.setAll(weights, at -> scale / Math.sqrt(inputs) * (2 * random.nextDouble() - 1));
    return weights;
  }

  static LayerTransition with(LayerTransition layer, double[] weights, double[] bias) {
    return new LayerTransition(
        layer.inputs(),
        bias.length,
        weights,
        bias,
        layer.activation(),
        layer.inputRange(),
        layer.outputRange());
  }
}
