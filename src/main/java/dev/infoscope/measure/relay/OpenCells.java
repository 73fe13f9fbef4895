// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import java.util.Arrays;

/**
 * What every implementation keeps of its cells: the phi of those that can still be split, by
 * number, and the sums of those that cannot, as of a single pattern.
 */
abstract class OpenCells implements Cells {
  private double[] phis = new double[1]; // of open cells
  private int open;
  private double settled; // phi of the others
  private int settledActive;
  private long settledExcess;

  /** Takes a cell that cannot be split, but in which class and prediction vary. */
  final void settle(double phi, long excess) {
    settled += phi;
    settledActive++;
    settledExcess += excess;
  }

  /** Takes a cell that can be split, whose number is that of the open cells before. */
  final void keepOpen(double phi) {
    phis = open == phis.length ? Arrays.copyOf(phis, 2 * open) : phis;
    phis[open++] = phi;
  }

  /** Forgets the open cells. */
  final void clear() {
    open = 0;
  }

  final int openCells() {
    return open;
  }

  final double phi(int cell) {
    return phis[cell];
  }

  final double settled() {
    return settled;
  }

  /** That of an open cell. */
  abstract long openExcess(int cell);

  @Override
  public final double information() {
    double sum = 0;
    for (int cell = 0; cell < open; cell++) {
      sum += phis[cell];
    }
    return settled + sum;
  }

  @Override
  public final int active() {
    return settledActive + open;
  }

  @Override
  public final long excess() {
    long sum = settledExcess;
    for (int cell = 0; cell < open; cell++) {
      sum += openExcess(cell);
    }
    return sum;
  }

  @Override
  public final boolean isSettled() {
    return open == 0;
  }
}
