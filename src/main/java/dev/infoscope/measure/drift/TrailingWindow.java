// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.numeric.Quantiles;
import java.util.Arrays;

/**
 * The last values of a series, their middle and their highest. The median stands as long as fewer
 * than half of the values are strange (Hampel 1974, "The influence curve and its role in robust
 * estimation", doi:10.1080/01621459.1974.10482962).
 */
final class TrailingWindow {
  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  static final double NORMAL = 1.4826022185056018;

  private final double[] values;
  private int size;
  private int next;

  TrailingWindow(int capacity) {
    this.values = new double[capacity];
  }

  int size() {
    return size;
  }

  /** Adds a value, which pushes the oldest out where the window is full. */
  void add(double value) {
    values[next] = value;
    next = (next + 1) % values.length;
    size = Math.min(size + 1, values.length);
  }

  /** Middle of the values; NaN if there are none. */
  double median() {
    return Quantiles.median(Arrays.copyOf(values, size));
  }

  double highest() {
    return Arrays.stream(values, 0, size).max().orElse(Double.NaN);
  }
}
