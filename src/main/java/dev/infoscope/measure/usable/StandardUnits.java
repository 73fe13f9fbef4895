// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.RowMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of a layer as a reader takes them: units with mean 0 and variance 1 over the sample, in
 * the order of coding, without those that never change. Labels have no part in it, so coder and
 * decoder can both do it.
 */
final class StandardUnits {
  private final double[][] columns; // [units][examples or more]
  private final double[][] rows; // [examples or more][units or more]

  /** What one layer after the other is held in. For one thread. */
  static final class Memory {
    private final RowMemory columns = new RowMemory();
    private final RowMemory rows = new RowMemory();
  }

  private StandardUnits(double[][] columns, double[][] rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** All values must be finite; those of the layer before in the same memory are gone. */
  static StandardUnits of(Activations activations, OnlineOrder order, Memory memory) {
    int examples = activations.examples();
    double[][] raw = memory.columns.rows(activations.units(), examples);
    read(activations, order.rows(), raw);
    List<double[]> varying = new ArrayList<>();
    for (int unit = 0; unit < activations.units(); unit++) {
      Cancellation.check();
      if (standardise(raw[unit], examples)) {
        varying.add(raw[unit]);
      }
    }
    double[][] columns = varying.toArray(double[][]::new);
    double[][] rows = memory.rows.rows(examples, columns.length);
    for (int unit = 0; unit < columns.length; unit++) {
      for (int row = 0; row < examples; row++) {
        rows[row][unit] = columns[unit][row];
      }
    }
    return new StandardUnits(columns, rows);
  }

  private static void read(Activations activations, int[] order, double[][] columns) {
    double[] row = new double[activations.units()];
    for (int at = 0; at < order.length; at++) {
      activations.copy(order[at], 1, row);
      for (int unit = 0; unit < row.length; unit++) {
        columns[unit][at] = row[unit];
      }
    }
  }

  /** Whether there is anything to see; divides by the largest value first, so nothing overflows. */
  private static boolean standardise(double[] column, int examples) {
    double largest = 0;
    for (int i = 0; i < examples; i++) {
      largest = Math.max(largest, Math.abs(column[i]));
    }
    double sum = 0;
    boolean varies = false;
    for (int i = 0; i < examples; i++) {
      varies |= column[i] != column[0];
      column[i] = largest > 0 ? column[i] / largest : 0;
      sum += column[i];
    }
    double mean = sum / examples;
    double squares = 0;
    for (int i = 0; i < examples; i++) {
      squares += (column[i] - mean) * (column[i] - mean);
    }
    double deviation = Math.sqrt(squares / examples);
    for (int i = 0; i < examples; i++) {
      column[i] = (column[i] - mean) / deviation;
    }
    return varies && deviation > 0;
  }

  /** Number of units that change. */
  int units() {
    return columns.length;
  }

  /** Values of a unit, in the order of coding, from index 0 on; not copied. */
  double[] column(int unit) {
    return columns[unit];
  }

  /** Values of an example, by its place in the order of coding, from index 0 on; not copied. */
  double[] row(int at) {
    return rows[at];
  }
}
