// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import java.util.ArrayList;
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

  /** Random weights, scaled to the number of inputs and large enough that sigmoids vary. */
  public static DenseNetwork random(
      SplittableRandom random, DenseActivation activation, int... widths) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      float[] weights =
          uniform(random, widths[i - 1] * widths[i], 4 * Math.sqrt(6.0 / widths[i - 1]));
      layers.add(new DenseLayer(weights, uniform(random, widths[i], 0.3), activation));
    }
    return new DenseNetwork(layers);
  }
}
