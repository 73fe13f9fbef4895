// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The monotone functions without parameters: value, inverse inside the image, and the image. */
enum PlainActivation implements Activation {
  SIGMOID(0, 1, z -> 1 / (1 + Math.exp(-z)), y -> Math.log(y / (1 - y))),
  TANH(-1, 1, Math::tanh, y -> 0.5 * Math.log((1 + y) / (1 - y))),
  RELU(0, Double.POSITIVE_INFINITY, z -> Math.max(0, z), y -> y),
  SOFTPLUS(
      0,
      Double.POSITIVE_INFINITY,
      z -> Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
      y -> y + Math.log(-Math.expm1(-y))),
  HARDSIGMOID(0, 1, z -> Math.max(0, Math.min(1, 0.2 * z + 0.5)), y -> (y - 0.5) / 0.2),
  HARDTANH(-1, 1, z -> Math.max(-1, Math.min(1, z)), y -> y),
  IDENTITY(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, z -> z, y -> y);

  private final double low;
  private final double high;
  private final DoubleUnaryOperator forward;
  private final DoubleUnaryOperator inverse;

  PlainActivation(
      double low, double high, DoubleUnaryOperator forward, DoubleUnaryOperator inverse) {
    this.low = low;
    this.high = high;
    this.forward = forward;
    this.inverse = inverse;
  }

  static @Nullable PlainActivation find(String plainName) {
    for (PlainActivation candidate : values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(plainName)) {
        return candidate;
      }
    }
    return null;
  }

  @Override
  public double value(double z) {
    return forward.applyAsDouble(z);
  }

  @Override
  public @Nullable Range range() {
    return Double.isInfinite(high) ? null : new Range(low, high);
  }

  @Override
  public double rises(double y) {
    if (y <= low) {
      return Double.NEGATIVE_INFINITY;
    }
    return y > high ? Double.POSITIVE_INFINITY : inverse.applyAsDouble(y);
  }
}
