// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

/**
 * Examples that look alike when only the neurons known so far, Y_0, are looked at. Begins with Y_0
 * empty and one cell.
 *
 * <p>{@code N I(X_in; X_out | Y_0)} is a sum over cells of {@code phi = sum L(n_io) - sum L(n_i) -
 * sum L(n_o) + L(n)} with {@code L(x) = x log2 x}. A cell in which class or prediction is constant
 * has phi 0 whatever comes to be known besides, and one of a single pattern cannot be split: both
 * are done with.
 */
interface Cells {
  /** {@code N I(X_in; X_out | Y_0)} in bits. */
  double information();

  /** {@code N I(X_in; X_out | Y_0 and c)} for each of the first {@code size} candidates c. */
  void scores(int[] candidates, int size, double[] into);

  /** Adds a neuron to Y_0. */
  void refine(int unit);

  /** Cells in which both class and prediction vary. */
  int active();

  /** Sum over cells of {@code m_io - m_i - m_o + 1}, m being the symbols seen in the cell. */
  long excess();

  /** Whether knowing more neurons changes nothing any more. */
  boolean isSettled();

  /** Cells of a table, by the fastest implementation for it. */
  static Cells of(RelayTable table, double[] logs) {
    return of(table, logs, new RelayMemory());
  }

  /** The same in memory that no other cells use at the same time. */
  static Cells of(RelayTable table, double[] logs, RelayMemory memory) {
    return BinaryCells.suits(table)
        ? new BinaryCells(table, logs, memory)
        : new GeneralCells(table, logs);
  }
}
