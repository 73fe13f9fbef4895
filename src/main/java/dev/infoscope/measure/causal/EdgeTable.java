// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.numeric.Bits;
import java.util.Arrays;

/**
 * Probabilities, or lengths, of the cells (input bin, output bin) of one edge, and what they say.
 *
 * <p>Where no mass is dropped every input bin weighs the same, and with {@code e = p_io / p_o - 1},
 * which sums to 0 over the inputs,
 *
 * <pre>{@code I = (1/B) sum_o p_o sum_i ((1 + e) ln (1 + e) - e)}</pre>
 *
 * <p>Most edges say little, so e is small and a power series replaces the logarithm: faster, and
 * without the cancellation of entropies. Scratch space, reused from edge to edge.
 */
final class EdgeTable {
  private static final double SMALL = 0.15; // the series is then good to 1e-13

  private static final double LEAST_KEPT = 1e-6; // below, what is kept is mostly rounding

  private final OutputThresholds thresholds;
  private final int rows;
  private final int columns;
  private final double[] cells;
  private final double[] deviations;
  private final double[] columnSums;
  private final double[] inverses;
  private double total;

  EdgeTable(OutputThresholds thresholds, int inputBins) {
    this.thresholds = thresholds;
    this.rows = inputBins;
    this.columns = thresholds.isPlain() ? thresholds.count() + 1 : thresholds.outputBins();
    this.cells = new double[rows * columns];
    this.deviations = new double[rows * columns];
    this.columnSums = new double[columns];
    this.inverses = new double[columns];
  }

  /**
   * Mutual information of the bins.
   *
   * @param below {@code P(z <= cut | input bin)}, {@code [bins x stride]}, rows non-decreasing
   * @return bits, at least 0
   */
  double information(double[] below, int stride) {
    if (thresholds.isPlain()) {
      fillPlain(below, stride);
    } else {
      fill(below, stride);
    }
    if (!thresholds.drops()) {
      return balanced();
    }
    double bits = information();
    return keepsSome() ? bits : 0;
  }

  /** Whether the table read last kept enough of its cells to be used. */
  boolean keepsSome() {
    return total >= LEAST_KEPT * rows;
  }

  /** Columns are pieces. */
  private void fillPlain(double[] below, int stride) {
    for (int row = 0; row < rows; row++) {
      int from = row * stride;
      int to = row * columns;
      double last = 0;
      for (int piece = 0; piece < columns - 1; piece++) {
        double here = below[from + piece];
        cells[to + piece] = Math.max(0, here - last);
        last = here;
      }
      cells[to + columns - 1] = Math.max(0, 1 - last);
    }
  }

  private void fill(double[] below, int stride) {
    clear();
    for (int row = 0; row < rows; row++) {
      double last = 0;
      for (int piece = 0; piece < thresholds.count(); piece++) {
        double here = below[row * stride + piece];
        add(row, piece, Math.max(0, here - last));
        last = here;
      }
      add(row, thresholds.count(), Math.max(0, 1 - last));
    }
  }

  void clear() {
    Arrays.fill(cells, 0);
  }

  /** Adds mass to an input bin and the output bin of a piece, unless the piece is dropped. */
  void add(int inputBin, int piece, double mass) {
    int column = thresholds.isPlain() ? piece : thresholds.bin(piece);
    if (column != OutputThresholds.DROPPED) {
      cells[inputBin * columns + column] += mass;
    }
  }

  /** The series of each cell's share of its column, less 1. */
  private void deviate() {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        deviations[at] = cells[at] * inverses[column] - 1;
      }
    }
    for (int at = 0; at < deviations.length; at++) {
      deviations[at] = series(deviations[at]);
    }
  }

  /** For rows of equal weight. */
  private double balanced() {
    sumColumns();
    total = rows;
    for (int column = 0; column < columns; column++) {
      inverses[column] = columnSums[column] > 0 ? rows / columnSums[column] : 0;
    }
    deviate();
    double nats = 0;
    for (int column = 0; column < columns; column++) {
      nats += columnSums[column] * columnOfDeviations(column);
    }
    return nats / rows / rows * Bits.PER_NAT;
  }

  private void sumColumns() {
    Arrays.fill(columnSums, 0);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        columnSums[column] += cells[row * columns + column];
      }
    }
  }

  /** {@code (1 + e) ln (1 + e) - e = e^2/2 - e^3/6 + e^4/12 - ...}; e itself when it is large. */
  private static double series(double e) {
    double square = e * e;
    double even =
        1.0 / 2
            + square
                * (1.0 / 12
                    + square
                        * (1.0 / 30
                            + square * (1.0 / 56 + square * (1.0 / 90 + square * (1.0 / 132)))));
    double odd =
        1.0 / 6
            + square
                * (1.0 / 20 + square * (1.0 / 42 + square * (1.0 / 72 + square * (1.0 / 110))));
    return square * (even - e * odd);
  }

  private double columnOfDeviations(int column) {
    double sum = 0;
    for (int at = column; at < cells.length; at += columns) {
      double ratio = cells[at] * inverses[column];
      double e = ratio - 1;
      sum += Math.abs(e) <= SMALL ? deviations[at] : xlnx(ratio) - e;
    }
    return sum;
  }

  /** For rows of any weight: {@code sum p ln p - sum p_i ln p_i - sum p_o ln p_o}; 0 if empty. */
  double information() {
    sumColumns();
    double joint = 0;
    double input = 0;
    total = 0;
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int at = row * columns; at < (row + 1) * columns; at++) {
        sum += cells[at];
        joint += xlnx(cells[at]);
      }
      total += sum;
      input += xlnx(sum);
    }
    if (total == 0) {
      return 0;
    }
    double nats = (joint - input - columnTerm() + xlnx(total)) / total;
    return Math.max(0, nats * Bits.PER_NAT);
  }

  /** Entropy of the output bin of the table read last, bits. */
  double outputEntropy() {
    return total == 0 ? 0 : Math.max(0, (xlnx(total) - columnTerm()) / total * Bits.PER_NAT);
  }

  private double columnTerm() {
    double sum = 0;
    for (double column : columnSums) {
      sum += xlnx(column);
    }
    return sum;
  }

  static double xlnx(double x) {
    return x > 0 ? x * Math.log(x) : 0;
  }
}
