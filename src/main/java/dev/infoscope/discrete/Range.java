// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;

/**
 * A closed interval of values, and how to find it.
 *
 * @param low smallest value, finite
 * @param high largest value, finite, at least {@code low}
 */
public record Range(double low, double high) {
  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException unless both ends are finite and {@code low <= high}
   */
  public Range {
    Require.that(
        low <= high && Double.isFinite(low) && Double.isFinite(high),
        "range [%s, %s] must be finite with low <= high",
        low,
        high);
  }

  /**
   * Whether the interval is a single point, as for a constant layer.
   *
   * @return whether {@code low == high}
   */
  public boolean isPoint() {
    return low == high;
  }
}
