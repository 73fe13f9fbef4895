// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/**
 * One key per row of a layer, as made by {@link PatternCoder}.
 *
 * @param low low words, {@code [examples]}
 * @param high high words, {@code [examples]}; empty when the low words alone are the patterns
 */
@SuppressWarnings("ArrayRecordComponent")
public record PatternKeys(long[] low, long[] high) {
  /**
   * Number of rows.
   *
   * @return examples
   */
  public int examples() {
    return low.length;
  }

  long high(int row) {
    return high.length == 0 ? 0 : high[row];
  }
}
