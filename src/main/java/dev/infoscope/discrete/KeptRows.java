// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.Locale;

/**
 * Rows that {@link BottomRows} kept, ascending by id.
 *
 * @param ids of the rows
 * @param values of each, {@code [rows][width]}
 * @param offered how many rows there were to choose from
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeptRows(long[] ids, double[][] values, long offered) {
  /**
   * Whether no row was left out.
   *
   * @return whether as many were kept as were offered
   */
  public boolean isAll() {
    return ids.length == offered;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeptRows that
        && offered == that.offered
        && Arrays.equals(ids, that.ids)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d rows", ids.length, offered);
  }
}
