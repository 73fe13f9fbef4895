// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Cancellation;

/** Single-precision rows in one array. Every pass over them can be cancelled. */
record FloatRows(float[] values, int examples, int units) implements Activations {
  @Override
  public void copy(int first, int rows, double[] into) {
    Cancellation.check();
    int from = first * units;
    int length = rows * units;
    for (int i = 0; i < length; i++) {
      into[i] = values[from + i];
    }
  }

  @Override
  public void copyUnits(int first, int rows, int[] chosen, double[] into) {
    Cancellation.check();
    for (int row = 0; row < rows; row++) {
      int from = (first + row) * units;
      int to = row * chosen.length;
      for (int i = 0; i < chosen.length; i++) {
        into[to + i] = values[from + chosen[i]];
      }
    }
  }

  /** Copies some columns that lie together, each to an array of its own, four at a time. */
  void copyColumns(int first, int rows, int unit, int count, double[][] into) {
    Cancellation.check();
    int column = 0;
    for (; column + 4 <= count; column += 4) {
      int from = first * units + unit + column;
      copyFour(from, rows, into[column], into[column + 1], into[column + 2], into[column + 3]);
    }
    for (; column < count; column++) {
      for (int row = 0; row < rows; row++) {
        into[column][row] = values[(first + row) * units + unit + column];
      }
    }
  }

  private void copyFour(
      int from, int rows, double[] one, double[] two, double[] three, double[] four) {
    int at = from;
    for (int row = 0; row < rows; row++, at += units) {
      one[row] = values[at];
      two[row] = values[at + 1];
      three[row] = values[at + 2];
      four[row] = values[at + 3];
    }
  }
}
