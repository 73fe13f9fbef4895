// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * The values of a unit that takes only a few, numbered; empty for all other units.
 *
 * <p>A value of at most k rows has no k neighbours of its own kind, and what is found among other
 * values reads too low; noise against ties would turn any value into a cloud. A unit with at most
 * {@value #MOST} values and more than {@value #ROWS} rows for each on average therefore gets no
 * noise, and its values are read as what they are, however rare.
 *
 * @param codes number of the value by row, from 0; empty if the unit takes too many
 * @param counts rows of each value
 */
@SuppressWarnings("ArrayRecordComponent")
record Atoms(int[] codes, int[] counts) {
  static final int MOST = 16;
  static final Atoms NONE = new Atoms(new int[0], new int[0]);
  private static final int ROWS = 5;
  private static final double ROUNDING = 4; // of the largest value, in units of its last place

  /** The atoms of a column, those that rounding alone tells apart taken for one unless all are. */
  static Atoms of(double[] column) {
    double largest = 0;
    for (double value : column) {
      largest = Math.max(largest, Math.abs(value));
    }
    Atoms atoms = of(column, ROUNDING * Math.ulp(largest));
    return atoms.counts.length == 0 ? of(column, 0) : atoms;
  }

  private static Atoms of(double[] column, double tolerance) {
    double[] values = new double[MOST];
    int[] counts = new int[MOST];
    int[] codes = new int[column.length];
    int different = 0;
    for (int row = 0; row < column.length; row++) {
      int code = code(values, different, column[row], tolerance);
      if (code == MOST) {
        return NONE;
      }
      if (code == different) {
        values[different++] = column[row];
      }
      codes[row] = code;
      counts[code]++;
    }
    return ifFew(codes, Arrays.copyOf(counts, different));
  }

  /** Values that are few enough, and more than one, to count as atoms. */
  private static Atoms ifFew(int[] codes, int[] counts) {
    boolean few = codes.length > ROWS * counts.length;
    return few && counts.length > 1 ? new Atoms(codes, counts) : NONE;
  }

  private static int code(double[] values, int different, double value, double tolerance) {
    int code = 0;
    while (code < different && Math.abs(values[code] - value) > tolerance) {
      code++;
    }
    return code;
  }

  boolean isEmpty() {
    return codes.length == 0;
  }

  /** Whether some value is that of at most k rows and is to be read as what it is. */
  boolean hasRare(int k) {
    return Arrays.stream(counts).anyMatch(count -> count <= k);
  }

  /** Gives all rows of a value the same number, that of the first. */
  void level(double[] column) {
    double[] first = new double[counts.length];
    for (int row = codes.length - 1; row >= 0; row--) {
      first[codes[row]] = column[row];
    }
    for (int row = 0; row < codes.length; row++) {
      column[row] = first[codes[row]];
    }
  }

  /** Rows of every pair of values, {@code [values of this x values of the other]}. */
  int[] with(Atoms other) {
    int[] cells = new int[counts.length * other.counts.length];
    for (int row = 0; row < codes.length; row++) {
      cells[codes[row] * other.counts.length + other.codes[row]]++;
    }
    return cells;
  }
}
