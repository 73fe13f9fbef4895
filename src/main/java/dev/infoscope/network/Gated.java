// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/**
 * {@code z / (1 + exp(-slope z))}: falls from 0 to {@code -W(1/e) / slope} at {@code -(1 + W(1/e))
 * / slope}, W being Lambert's function, and rises from there. There is no closed inverse; the two
 * branches are bisected, once per layer.
 */
record Gated(double slope) implements Activation {
  static final double GELU_SLOPE = 1.702;
  private static final double LAMBERT = 0.2784645427610738; // W(1/e)
  private static final double FLAT = -745; // exp underflows beyond: the function is 0 there

  Gated {
    Require.positive("slope", slope);
  }

  @Override
  public double value(double z) {
    return z / (1 + Math.exp(-slope * z));
  }

  @Override
  public @Nullable Range range() {
    return null;
  }

  @Override
  public double turn() {
    return -(1 + LAMBERT) / slope;
  }

  @Override
  public double rises(double y) {
    if (y <= value(turn())) {
      return Double.NEGATIVE_INFINITY;
    }
    return bisect(y, turn(), Math.max(0, y) + 1 / slope);
  }

  @Override
  public double falls(double y) {
    boolean passes = y > value(turn()) && y < 0;
    return passes ? bisect(y, turn(), FLAT / slope) : Double.NEGATIVE_INFINITY;
  }

  /** Where a branch passes {@code y}, which is above the value at {@code under}. */
  private double bisect(double y, double under, double over) {
    double below = under;
    double above = over;
    double middle = 0.5 * (below + above);
    while (middle != below && middle != above) {
      if (value(middle) < y) {
        below = middle;
      } else {
        above = middle;
      }
      middle = 0.5 * (below + above);
    }
    return above;
  }
}
