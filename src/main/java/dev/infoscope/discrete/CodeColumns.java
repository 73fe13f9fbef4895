// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The codes of a layer turned on their side, a byte per value and an array per unit: what the
 * pairwise kernels read, an eighth of the activations' size.
 *
 * <p>Immutable but for {@link #column}, which hands out the array itself.
 */
public final class CodeColumns {
  private static final int BLOCK = 64;
  private static final int MOST_BINS = 128;

  private final byte[][] columns;
  private final int rows;
  private final int bins;

  private CodeColumns(byte[][] columns, int rows, int bins) {
    Require.that(bins >= 1 && bins <= MOST_BINS, "bins (%d) must be from 1 to %d", bins, MOST_BINS);
    this.columns = columns;
    this.rows = rows;
    this.bins = bins;
  }

  /**
   * Codes a layer.
   *
   * @param activations values, {@code [examples x units]}, none NaN
   * @param bins of the units, at most 128
   * @return its codes
   * @throws IllegalArgumentException for more than 128 bins
   */
  public static CodeColumns of(Activations activations, Bins bins) {
    int units = activations.units();
    int rows = activations.examples();
    CodeColumns codes = new CodeColumns(new byte[units][rows], rows, bins.bins());
    double[] values = new double[BLOCK * units];
    int[] block = new int[BLOCK * units];
    for (int first = 0; first < rows; first += BLOCK) {
      int count = Math.min(BLOCK, rows - first);
      activations.copy(first, count, values);
      bins.codes(values, units, count * units, block);
      codes.set(first, count, block);
    }
    return codes;
  }

  /** Codes of some rows, row after row. */
  private void set(int first, int count, int[] codes) {
    for (int unit = 0; unit < columns.length; unit++) {
      byte[] column = columns[unit];
      for (int row = 0; row < count; row++) {
        column[first + row] = (byte) codes[row * columns.length + unit];
      }
    }
  }

  /**
   * Takes columns over that were made elsewhere.
   *
   * @param columns codes, {@code [units][examples]}, at least one unit, read in place
   * @param bins number of bins, 1 to 128
   * @return the codes
   * @throws IllegalArgumentException if a code is not below {@code bins}
   */
  public static CodeColumns ofColumns(byte[][] columns, int bins) {
    Require.atLeast("units", columns.length, 1);
    for (int unit = 0; unit < columns.length; unit++) {
      for (int row = 0; row < columns[unit].length; row++) {
        require(columns[unit][row], row, bins);
      }
    }
    return new CodeColumns(columns, columns[0].length, bins);
  }

  private static void require(byte code, int row, int bins) {
    if (code < 0 || code >= bins) { // before the call, which would box each
      Require.that(false, "code %d of row %d must be from 0 to %d", code, row, bins - 1);
    }
  }

  /**
   * Takes codes that were made elsewhere.
   *
   * @param codes row by row, {@code [examples x units]}
   * @param units columns, at least 1
   * @param bins number of bins, 1 to 128
   * @return the codes, copied
   * @throws IllegalArgumentException if the length is no multiple of {@code units} or a code is not
   *     below {@code bins}
   */
  public static CodeColumns ofRows(byte[] codes, int units, int bins) {
    Require.atLeast("units", units, 1);
    String whole = "length (%d) must be a multiple of units (%d)";
    Require.that(codes.length % units == 0, whole, codes.length, units);
    int rows = codes.length / units;
    byte[][] columns = new byte[units][rows];
    for (int i = 0; i < codes.length; i++) {
      require(codes[i], i / units, bins);
      columns[i % units][i / units] = codes[i];
    }
    return new CodeColumns(columns, rows, bins);
  }

  /**
   * Joins neighbouring bins: a table of fine bins serves every coarser one.
   *
   * @param factor how many bins become one, at least 1
   * @return codes divided by the factor
   * @throws IllegalArgumentException if {@code factor < 1}
   */
  public CodeColumns coarsened(int factor) {
    Require.atLeast("factor", factor, 1);
    byte[][] coarse = new byte[columns.length][rows];
    for (int unit = 0; unit < columns.length; unit++) {
      for (int row = 0; row < rows; row++) {
        coarse[unit][row] = (byte) (columns[unit][row] / factor);
      }
    }
    return new CodeColumns(coarse, rows, (bins + factor - 1) / factor);
  }

  /**
   * Number of columns.
   *
   * @return units
   */
  public int units() {
    return columns.length;
  }

  /**
   * Number of rows.
   *
   * @return examples
   */
  public int examples() {
    return rows;
  }

  /**
   * Number of bins.
   *
   * @return 1 to 128
   */
  public int bins() {
    return bins;
  }

  /**
   * The codes of a unit.
   *
   * @param unit from 0
   * @return one code per example; not a copy, do not change it
   */
  public byte[] column(int unit) {
    return columns[unit];
  }

  /**
   * How often each code occurs in a unit.
   *
   * @param unit from 0
   * @return {@code bins} counts
   */
  public int[] counts(int unit) {
    byte[] column = columns[unit];
    int[] counts = new int[bins];
    int[] others = new int[bins]; // so that equal codes in a row do not wait for each other
    int row = 0;
    for (; row + 1 < column.length; row += 2) {
      counts[column[row]]++;
      others[column[row + 1]]++;
    }
    if (row < column.length) {
      counts[column[row]]++;
    }
    Arrays.setAll(counts, code -> counts[code] + others[code]);
    return counts;
  }
}
