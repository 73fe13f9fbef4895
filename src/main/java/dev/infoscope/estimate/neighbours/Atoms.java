// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * The values of a unit that several rows share, numbered.
 *
 * <p>Noise against ties would turn such a value into a cloud. A unit that takes at most {@value
 * #MOST} values, and more than {@value #ROWS} rows for each on average, is categorical: it gets no
 * noise, and its values are read as what they are, however rare, because a value of at most k rows
 * has no k neighbours of its own kind, and what is found among other values reads too low. Of other
 * units, such as rectified ones, the shared values are kept from before the noise ({@link
 * #shared}), so that a pair of values that more than k rows share is read as what it is.
 *
 * @param codes number of the value by row, from 0, or {@value #ALONE}; empty if there are none
 * @param counts how many rows each value has
 * @param rows those rows, value by value
 * @param categorical whether the unit takes these values only, and they are few
 */
@SuppressWarnings("ArrayRecordComponent")
record Atoms(int[] codes, int[] counts, int[] rows, boolean categorical) {
  static final int MOST = 16;
  static final Atoms NONE = new Atoms(new int[0], new int[0], new int[0], false);
  private static final int ALONE = -1;
  private static final int ROWS = 5;
  private static final double ROUNDING = 4; // of the largest value, in units of its last place

  /**
   * The atoms of a categorical column, those that rounding alone tells apart taken for one unless
   * all are; none if the column takes too many values.
   */
  static Atoms of(double[] column) {
    double tolerance = rounding(column);
    Atoms atoms = of(column, tolerance);
    return atoms.counts.length == 0 ? of(column, 0) : atoms;
  }

  private static double rounding(double[] column) {
    double largest = 0;
    for (double value : column) {
      largest = Math.max(largest, Math.abs(value));
    }
    return ROUNDING * Math.ulp(largest);
  }

  /** The values that more than one row takes, of a column that is not categorical. */
  static Atoms shared(double[] column) {
    double tolerance = rounding(column);
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    double[] values = new double[sorted.length];
    int[] counts = new int[sorted.length];
    int different = 0;
    for (int first = 0, end = 0; first < sorted.length; first = end) {
      while (end < sorted.length && sorted[end] - sorted[first] <= tolerance) {
        end++;
      }
      if (end - first > 1) {
        values[different] = sorted[first];
        counts[different++] = end - first;
      }
    }
    return numbered(
        column, Arrays.copyOf(values, different), Arrays.copyOf(counts, different), tolerance);
  }

  private static Atoms numbered(double[] column, double[] values, int[] counts, double tolerance) {
    int[] codes = new int[column.length];
    for (int row = 0; row < column.length; row++) {
      int found = Arrays.binarySearch(values, column[row]);
      int below = found >= 0 ? found : -found - 2;
      codes[row] = below >= 0 && column[row] - values[below] <= tolerance ? below : ALONE;
    }
    return new Atoms(codes, counts, rows(codes, counts), false);
  }

  private static int[] rows(int[] codes, int[] counts) {
    int[] next = new int[counts.length];
    for (int code = 1; code < counts.length; code++) {
      next[code] = next[code - 1] + counts[code - 1];
    }
    int[] rows = new int[Arrays.stream(counts).sum()];
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] != ALONE) {
        rows[next[codes[row]]++] = row;
      }
    }
    return rows;
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
    return few && counts.length > 1 ? new Atoms(codes, counts, rows(codes, counts), true) : NONE;
  }

  private static int code(double[] values, int different, double value, double tolerance) {
    int code = 0;
    while (code < different && Math.abs(values[code] - value) > tolerance) {
      code++;
    }
    return code;
  }

  /** Whether no value is shared. */
  boolean isEmpty() {
    return counts.length == 0;
  }

  /** Whether some value is that of at most k rows and is to be read as what it is. */
  boolean hasRare(int k) {
    return categorical && Arrays.stream(counts).anyMatch(count -> count <= k);
  }

  /** Whether the value of a row is that of at most k rows and is to be read as what it is. */
  boolean isRare(int row, int k) {
    return categorical && counts[codes[row]] <= k;
  }

  /** How many rows have the value of this one, which must be shared. */
  int count(int row) {
    return counts[codes[row]];
  }

  /** Gives all rows of a value of a categorical column the same number, that of the first. */
  void level(double[] column) {
    double[] first = new double[counts.length];
    for (int row = codes.length - 1; row >= 0; row--) {
      first[codes[row]] = column[row];
    }
    for (int row = 0; row < codes.length; row++) {
      column[row] = first[codes[row]];
    }
  }

  /**
   * How many rows share both values of a row, for all rows whose value here more than k rows share;
   * what is in {@code together} of others is left.
   *
   * @param tally of the values of the other, all 0; working memory, left as it was
   */
  void countTogether(Atoms other, int k, int[] tally, int[] together) {
    int first = 0;
    for (int count : counts) {
      for (int i = first; count > k && i < first + count; i++) {
        int code = other.codes[rows[i]];
        tally[code + 1]++;
      }
      for (int i = first; count > k && i < first + count; i++) {
        int code = other.codes[rows[i]];
        together[rows[i]] = code == ALONE ? 0 : tally[code + 1];
      }
      for (int i = first; count > k && i < first + count; i++) {
        tally[other.codes[rows[i]] + 1] = 0;
      }
      first += count;
    }
  }

  /** Rows of every pair of categories, {@code [values of this x values of the other]}. */
  int[] with(Atoms other) {
    int[] cells = new int[counts.length * other.counts.length];
    for (int row = 0; row < codes.length; row++) {
      cells[codes[row] * other.counts.length + other.codes[row]]++;
    }
    return cells;
  }
}
