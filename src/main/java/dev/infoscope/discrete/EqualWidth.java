// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Locale;

/**
 * Bins of one width between two ends: {@code floor((v - low) / (high - low) * bins)}, clamped to 0
 * and {@code bins - 1}, computed in double precision in just this order, as numpy would.
 *
 * @param low lower end of the first bin
 * @param high upper end of the last bin, which belongs to it
 * @param bins number of bins
 */
public record EqualWidth(double low, double high, int bins) implements Quantizer {
  /**
   * Checks ends and number; a negative zero becomes zero, so that equal bins are equal.
   *
   * @throws IllegalArgumentException unless the ends and their distance are finite, {@code low <
   *     high} and {@code bins >= 1}
   */
  public EqualWidth {
    Require.that(
        low < high && Double.isFinite(high - low),
        "range [%s, %s] must be finite with low < high",
        low,
        high);
    Require.atLeast("bins", bins, 1);
    low += 0.0;
    high += 0.0;
  }

  /**
   * Bins of one width over a range; a range of one point gets bins around it.
   *
   * @param range where the values are
   * @param bins number of bins
   * @return the quantiser
   */
  public static EqualWidth over(Range range, int bins) {
    double half = Math.max(0.5, Math.ulp(range.low()) * bins);
    return range.isPoint()
        ? new EqualWidth(range.low() - half, range.low() + half, bins)
        : new EqualWidth(range.low(), range.high(), bins);
  }

  @Override
  public int code(double value) {
    return Math.max(0, Math.min(bins - 1, (int) ((value - low) / (high - low) * bins)));
  }

  @Override
  public void codes(double[] values, int count, int[] into) {
    double width = high - low;
    double inverse = 1 / width;
    int last = bins - 1;
    if (Math.getExponent(width) > Double.MIN_EXPONENT
        && width == Math.scalb(1.0, Math.getExponent(width))) {
      // The width is a power of two: multiplying by its inverse gives the same bits as dividing.
      for (int i = 0; i < count; i++) {
        into[i] = Math.max(0, Math.min(last, (int) ((values[i] - low) * inverse * bins)));
      }
    } else {
      for (int i = 0; i < count; i++) {
        into[i] = Math.max(0, Math.min(last, (int) ((values[i] - low) / width * bins)));
      }
    }
  }

  @Override
  public boolean isOutside(double value) {
    return value < low || value > high;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d equal bins on [%s, %s]", bins, low, high);
  }
}
