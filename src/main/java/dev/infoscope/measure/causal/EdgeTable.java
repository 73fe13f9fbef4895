// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Bits;
import java.util.Arrays;

/**
 * Probabilities, or lengths, of the cells (input bin, output bin) of one edge, and what they say:
 *
 * <pre>{@code I = sum p ln p - sum p_in ln p_in - sum p_out ln p_out   (p relative to the whole)}
 * </pre>
 *
 * <p>Scratch space, reused from edge to edge.
 */
final class EdgeTable {
  private final OutputCuts cuts;
  private final int rows;
  private final int columns;
  private final double[] cells;
  private final double[] columnSums;
  private double total;

  EdgeTable(OutputCuts cuts, int inputBins) {
    this.cuts = cuts;
    this.rows = inputBins;
    this.columns = cuts.outputBins();
    this.cells = new double[rows * columns];
    this.columnSums = new double[columns];
  }

  void clear() {
    Arrays.fill(cells, 0);
  }

  /** Adds mass to an input bin and the output bin of a piece, unless the piece is dropped. */
  void add(int inputBin, int piece, double mass) {
    int bin = cuts.bin(piece);
    if (bin != OutputCuts.DROPPED) {
      cells[inputBin * columns + bin] += mass;
    }
  }

  /**
   * Fills the table from distribution functions.
   *
   * @param below {@code P(z <= cut | input bin)}, {@code [bins x stride]}, non-decreasing in rows
   */
  void fill(double[] below, int stride) {
    clear();
    for (int row = 0; row < rows; row++) {
      double last = 0;
      for (int piece = 0; piece < cuts.count(); piece++) {
        double here = below[row * stride + piece];
        add(row, piece, Math.max(0, here - last));
        last = here;
      }
      add(row, cuts.count(), Math.max(0, 1 - last));
    }
  }

  /** Mutual information of the two bins, bits, at least 0; 0 for an empty table. */
  double information() {
    Arrays.fill(columnSums, 0);
    double joint = 0;
    double input = 0;
    total = 0;
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int column = 0; column < columns; column++) {
        double cell = cells[row * columns + column];
        sum += cell;
        columnSums[column] += cell;
        joint += xlnx(cell);
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

  /** Entropy of the output bin after {@link #information()}, bits. */
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
