// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

/** {@code z} above 0, {@code alpha (exp(z) - 1)} below. */
record Elu(double alpha) implements Activation {
  Elu {
    Require.positive("alpha", alpha);
  }

  @Override
  public double value(double z) {
    return z < 0 ? alpha * Math.expm1(z) : z;
  }

  @Override
  public @Nullable Range range() {
    return null;
  }

  @Override
  public double rises(double y) {
    if (y >= 0) {
      return y;
    }
    return y <= -alpha ? Double.NEGATIVE_INFINITY : Math.log1p(y / alpha);
  }
}
