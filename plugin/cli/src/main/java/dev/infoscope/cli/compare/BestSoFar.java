// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import java.util.Arrays;

/**
 * The best value of a series as its reports come, one after the other. Of a long series only those
 * values are kept that were the best when they came: if reports are replaced by a training that was
 * begun again, the best is what it was before them.
 */
final class BestSoFar {
  private static final int FEW = 4;

  private final boolean less;
  private double[] values = new double[FEW];
  private int[] epochs = new int[FEW];
  private int[] reports = new int[FEW];
  private int size;

  /**
   * No value yet.
   *
   * @param less whether less is better
   */
  BestSoFar(boolean less) {
    this.less = less;
  }

  /**
   * Takes a value.
   *
   * @param value not {@code NaN}
   * @param epoch of the report
   * @param report how many reports came before it and stand
   */
  void add(double value, int epoch, int report) {
    if (size > 0 && !(less ? value < values[size - 1] : value > values[size - 1])) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      epochs = Arrays.copyOf(epochs, 2 * size);
      reports = Arrays.copyOf(reports, 2 * size);
    }
    values[size] = value;
    epochs[size] = epoch;
    reports[size] = report;
    size++;
  }

  /** Forgets all reports but the given number. */
  void keep(int first) {
    while (size > 0 && reports[size - 1] >= first) {
      size--;
    }
  }

  /** The best; {@code NaN} if there is no value. */
  double value() {
    return size == 0 ? Double.NaN : values[size - 1];
  }

  /** Of the first report that had it; 0 if there is none. */
  int epoch() {
    return size == 0 ? 0 : epochs[size - 1];
  }
}
