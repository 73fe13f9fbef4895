// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/** {@code z} above 0, {@code slope * z} below. */
record LeakyRelu(double slope) implements Activation {
  static final double USUAL_SLOPE = 0.01;

  LeakyRelu {
    Require.that(slope >= 0 && slope <= 1, "slope (%s) must be from 0 to 1", slope);
  }

  @Override
  public double value(double z) {
    return z < 0 ? slope * z : z;
  }

  @Override
  public @Nullable Range range() {
    return null;
  }

  @Override
  public double rises(double y) {
    if (y > 0) {
      return y;
    }
    return slope == 0 ? Double.NEGATIVE_INFINITY : y / slope;
  }
}
