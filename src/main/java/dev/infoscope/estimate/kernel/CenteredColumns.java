// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.neighbours.ValueColumns;

/**
 * Activations turned on their side, {@code [units][examples]}, each unit with its mean taken off.
 * Distances do not change; sums of squares lose less to rounding.
 *
 * @param columns values per unit, in the given order of rows
 * @param rows number of examples
 */
@SuppressWarnings("ArrayRecordComponent")
record CenteredColumns(double[][] columns, int rows) {
  private static final int BLOCK = 64;

  /** All rows, reordered. */
  static CenteredColumns of(Activations activations, int[] order) {
    int units = activations.units();
    double[][] columns = new double[units][activations.examples()];
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    double[] block = new double[BLOCK * units];
    for (int first = 0; first < order.length; first += BLOCK) {
      int count = Math.min(BLOCK, order.length - first);
      activations.copy(first, count, block);
      for (int unit = 0; unit < units; unit++) {
        for (int row = 0; row < count; row++) {
          columns[unit][places[first + row]] = block[row * units + unit];
        }
      }
    }
    for (double[] column : columns) {
      center(column);
    }
    return new CenteredColumns(columns, order.length);
  }

  /** All rows, reordered; the values stay as they are. */
  static CenteredColumns of(ValueColumns values, int[] order) {
    double[][] columns = new double[values.columns().length][order.length];
    for (int unit = 0; unit < columns.length; unit++) {
      for (int place = 0; place < order.length; place++) {
        columns[unit][place] = values.columns()[unit][order[place]];
      }
      center(columns[unit]);
    }
    return new CenteredColumns(columns, order.length);
  }

  private static void center(double[] column) {
    double sum = 0;
    for (double value : column) {
      sum += value;
    }
    double mean = sum / column.length;
    for (int i = 0; i < column.length; i++) {
      column[i] -= mean;
    }
  }
}
