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
record EqualWidth(double low, double high, int bins) implements Grid {
  /** Checks ends and number; a negative zero becomes zero, so that equal bins are equal. */
  EqualWidth {
    Require.that(
        low < high && Double.isFinite(high - low),
        "range [%s, %s] must be finite with low < high",
        low,
        high);
    Require.atLeast("bins", bins, 1);
    low += 0.0;
    high += 0.0;
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
    if (isPowerOfTwo(width)) { // multiplying by its inverse gives the same bits as dividing
      for (int i = 0; i < count; i++) {
        into[i] = Math.max(0, Math.min(last, (int) ((values[i] - low) * inverse * bins)));
      }
    } else {
      for (int i = 0; i < count; i++) {
        into[i] = Math.max(0, Math.min(last, (int) ((values[i] - low) / width * bins)));
      }
    }
  }

  /**
   * Turns values into their codes, doubled and less the last code, in double precision and without
   * a conversion. Exact as long as the bin in which a value would lie, if there were bins beyond
   * the ends, is no larger than 2^52.
   *
   * @param values receives {@code 2 code - (bins - 1)}
   * @param sizes receives the size of that bin in addition
   */
  void centredCodes(double[] values, double[] sizes) {
    double width = high - low;
    double inverse = 1 / width;
    double last = bins - 1;
    if (isPowerOfTwo(width)) {
      for (int i = 0; i < values.length; i++) {
        double bin = Math.floor((values[i] - low) * inverse * bins);
        sizes[i] += Math.abs(bin);
        values[i] = Math.abs(bin) - Math.abs(bin - last); // no branch: both ends are clamped
      }
    } else {
      for (int i = 0; i < values.length; i++) {
        double bin = Math.floor((values[i] - low) / width * bins);
        sizes[i] += Math.abs(bin);
        values[i] = Math.abs(bin) - Math.abs(bin - last);
      }
    }
  }

  private static boolean isPowerOfTwo(double width) {
    return Math.getExponent(width) > Double.MIN_EXPONENT
        && width == Math.scalb(1.0, Math.getExponent(width));
  }

  @Override
  public boolean isOutside(double value) {
    return value < low || value > high;
  }

  /**
   * The smallest number that has at least a code, found by bisecting the doubles: by the formula's
   * rounding it may lie a little off {@code low + code / bins * width}.
   */
  double edge(int code) {
    long below = place(low);
    long above = place(high);
    while (below + 1 < above) {
      long middle = (below & above) + ((below ^ above) >> 1); // their mean, which fits
      if (code(at(middle)) >= code) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return at(above) + 0.0;
  }

  /** Numbers the doubles in their order. */
  private static long place(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static double at(long place) {
    return Double.longBitsToDouble(place < 0 ? Long.MIN_VALUE - place : place);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d equal bins on [%s, %s]", bins, low, high);
  }
}
