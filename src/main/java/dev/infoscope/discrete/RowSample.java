// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.Locale;

/**
 * Rows chosen by {@link BottomK}.
 *
 * @param ids of the rows kept, ascending by hash
 * @param offered how many rows there were to choose from
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowSample(long[] ids, long offered) {
  /**
   * The ids of rows that are numbered.
   *
   * @return in the order of {@code ids}
   * @throws ArithmeticException if an id is no {@code int}
   */
  public int[] rows() {
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowSample that
        && offered == that.offered
        && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Long.hashCode(offered);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d rows", ids.length, offered);
  }
}
