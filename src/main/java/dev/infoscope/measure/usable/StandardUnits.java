// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of a layer as a reader takes them: units with mean 0 and variance 1 over the sample, in
 * the order of coding, without those that never change. Labels have no part in it, so coder and
 * decoder can both do it.
 */
final class StandardUnits {
  private final double[][] columns; // [units][examples]
  private final double[][] rows; // [examples][units]

  private StandardUnits(double[][] columns, double[][] rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** All values must be finite. */
  static StandardUnits of(Activations activations, OnlineOrder order) {
    int examples = activations.examples();
    double[][] raw = columns(activations, order.rows());
    List<double[]> varying = new ArrayList<>();
    for (double[] column : raw) {
      Cancellation.check();
      if (standardise(column)) {
        varying.add(column);
      }
    }
    double[][] columns = varying.toArray(double[][]::new);
    double[][] rows = new double[examples][columns.length];
    for (int unit = 0; unit < columns.length; unit++) {
      for (int row = 0; row < examples; row++) {
        rows[row][unit] = columns[unit][row];
      }
    }
    return new StandardUnits(columns, rows);
  }

  private static double[][] columns(Activations activations, int[] order) {
    double[][] columns = new double[activations.units()][order.length];
    double[] row = new double[activations.units()];
    for (int at = 0; at < order.length; at++) {
      activations.copy(order[at], 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        columns[unit][at] = row[unit];
      }
    }
    return columns;
  }

  /** Whether there is anything to see; divides by the largest value first, so nothing overflows. */
  private static boolean standardise(double[] column) {
    double largest = 0;
    for (double value : column) {
      largest = Math.max(largest, Math.abs(value));
    }
    double sum = 0;
    boolean varies = false;
    for (int i = 0; i < column.length; i++) {
      varies |= column[i] != column[0];
      column[i] = largest > 0 ? column[i] / largest : 0;
      sum += column[i];
    }
    double mean = sum / column.length;
    double squares = 0;
    for (double value : column) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / column.length);
    for (int i = 0; i < column.length; i++) {
      column[i] = (column[i] - mean) / deviation;
    }
    return varies && deviation > 0;
  }

  /** Number of units that change. */
  int units() {
    return columns.length;
  }

  /** Values of a unit, in the order of coding; not copied. */
  double[] column(int unit) {
    return columns[unit];
  }

  /** Values of an example, by its place in the order of coding; not copied. */
  double[] row(int at) {
    return rows[at];
  }
}
