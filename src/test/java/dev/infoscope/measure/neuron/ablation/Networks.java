// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up dense networks for tests. */
public final class Networks {
  private Networks() {}

  /** Uniform values on [-limit, limit). */
  public static float[] uniform(SplittableRandom random, int length, double limit) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-limit, limit);
    }
    return values;
  }

  /** A layer of given weights, {@code [inputs x units]}. */
  static DenseMap dense(float[] weights, float[] bias, Activation activation) {
    return new DenseMap(
        weights.length / bias.length, bias.length, doubles(weights), doubles(bias), activation);
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    Arrays.setAll(doubles, i -> floats[i]);
    return doubles;
  }

  /** Random weights, scaled to the number of inputs and large enough that sigmoids vary. */
  public static DenseNetwork random(SplittableRandom random, Activation activation, int... widths) {
    List<DenseMap> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      float[] weights =
          uniform(random, widths[i - 1] * widths[i], 4 * Math.sqrt(6.0 / widths[i - 1]));
      layers.add(dense(weights, uniform(random, widths[i], 0.3), activation));
    }
    return new DenseNetwork(layers);
  }
}
