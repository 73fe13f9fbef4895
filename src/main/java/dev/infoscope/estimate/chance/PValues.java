// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

/**
 * {@link Chances} as numbers.
 *
 * @param rows p-values; {@code NaN} where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record PValues(double[][] rows) implements Chances {
  @Override
  public boolean isKnown(int i, int j) {
    return !Double.isNaN(rows[i][j]);
  }

  @Override
  public boolean[][] named(double rate) {
    double limit = FalseDiscovery.limit(rate, rows);
    boolean[][] named = new boolean[rows.length][];
    for (int i = 0; i < named.length; i++) {
      named[i] = new boolean[rows[i].length];
      for (int j = 0; j < named[i].length; j++) {
        named[i][j] = rows[i][j] <= limit;
      }
    }
    return named;
  }
}
