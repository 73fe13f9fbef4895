// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.network.Activation;
import org.jspecify.annotations.Nullable;

/**
 * Activation functions over a block of values, in loops that the virtual machine can vectorise.
 * Single precision.
 */
enum ActivationLoop {
  /** x. */
  IDENTITY(Activation.identity()) {
    @Override
    void apply(float[] values, int from, int to) {}
  },
  /** max(0, x). */
  RELU(Activation.relu()) {
    @Override
    void apply(float[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        values[i] = Math.max(0, values[i]);
      }
    }
  },
  /** 1 / (1 + exp(-x)), as (1 + tanh(x / 2)) / 2; within 1e-6. */
  SIGMOID(Activation.sigmoid()) {
    @Override
    void apply(float[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        float x = Math.max(-LIMIT, Math.min(LIMIT, 0.5f * values[i]));
        float s = x * x;
        float p = x * (A1 + s * (A3 + s * (A5 + s * (A7 + s * (A9 + s * (A11 + s * A13))))));
        values[i] = 0.5f + 0.5f * (p / (B0 + s * (B2 + s * (B4 + s * B6))));
      }
    }
  },
  /** Hyperbolic tangent, within 1e-6. */
  TANH(Activation.tanh()) {
    @Override
    void apply(float[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        float x = Math.max(-LIMIT, Math.min(LIMIT, values[i]));
        float s = x * x;
        float p = x * (A1 + s * (A3 + s * (A5 + s * (A7 + s * (A9 + s * (A11 + s * A13))))));
        values[i] = p / (B0 + s * (B2 + s * (B4 + s * B6)));
      }
    }
  };

  /*
   * The rational approximation of tanh, odd degree 13 over even degree 6, that Eigen uses for
   * single precision (Eigen/src/Core/MathFunctionsImpl.h, "ptanh_float").
   */
  private static final float LIMIT = 7.90531110763549805f;
  private static final float A1 = 4.89352455891786e-03f;
  private static final float A3 = 6.37261928875436e-04f;
  private static final float A5 = 1.48572235717979e-05f;
  private static final float A7 = 5.12229709037114e-08f;
  private static final float A9 = -8.60467152213735e-11f;
  private static final float A11 = 2.00018790482477e-13f;
  private static final float A13 = -2.76076847742355e-16f;
  private static final float B0 = 4.89352518554385e-03f;
  private static final float B2 = 2.26843463243900e-03f;
  private static final float B4 = 1.18534705686654e-04f;
  private static final float B6 = 1.19825839466702e-06f;

  private final Activation function;

  ActivationLoop(Activation function) {
    this.function = function;
  }

  /**
   * The loop for a function.
   *
   * @param function of a layer
   * @return null if there is none for it
   */
  static @Nullable ActivationLoop of(Activation function) {
    for (ActivationLoop loop : values()) {
      if (loop.function.equals(function)) {
        return loop;
      }
    }
    return null;
  }

  /**
   * The function that the loop computes.
   *
   * @return the function in double precision
   */
  Activation function() {
    return function;
  }

  /** Replaces values {@code from} to {@code to - 1} by their images; {@code NaN} stays. */
  abstract void apply(float[] values, int from, int to);
}
