// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

/**
 * Maps a value to one of finitely many bins. Bins are numbered from 0 in the order of the values;
 * values outside the outermost edges fall into the end bins.
 *
 * <p>Two quantisers are equal when they put every value into the same bin; counts made with unequal
 * ones cannot be merged. {@code NaN} has no bin: callers look for it first ({@link ValueSummary}).
 */
public sealed interface Quantizer permits EqualWidth, Edges, FloatKeys {
  /**
   * Number of bins.
   *
   * @return at least 1
   */
  int bins();

  /**
   * The bin of a value.
   *
   * @param value any number but NaN
   * @return from 0 to {@code bins() - 1}
   */
  int code(double value);

  /**
   * The bins of many values.
   *
   * @param values numbers, none NaN
   * @param count how many, from index 0
   * @param into receives the bins
   */
  default void codes(double[] values, int count, int[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = code(values[i]);
    }
  }

  /**
   * Whether a value lies beyond the outermost edges.
   *
   * @param value any number but NaN
   * @return whether an end bin took it in although it does not belong there
   */
  boolean isOutside(double value);
}
