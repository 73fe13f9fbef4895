// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.Locale;

/**
 * Rows chosen by {@link BottomK}.
 *
 * @param ids what the rows are
 * @param activations their values, {@code [rows kept x units]}
 * @param labels one per row
 * @param offered how many rows there were to choose from
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowSample(long[] ids, Activations activations, int[] labels, long offered) {
  @Override
  public boolean equals(Object other) {
    return other instanceof RowSample that
        && offered == that.offered
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(values(), that.values());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d of %d rows", ids.length, offered);
  }

  private double[] values() {
    double[] values = new double[ids.length * activations.units()];
    activations.copy(0, ids.length, values);
    return values;
  }
}
