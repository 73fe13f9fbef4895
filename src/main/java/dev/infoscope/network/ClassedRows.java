// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;

/**
 * Classes that an output says, and those that are true. Examples that a mask leaves out are not in
 * it.
 *
 * @param labels true class of each example, from 0
 * @param predictions class the output says, from 0; {@link #NONE} where it is not finite
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassedRows(int[] labels, int[] predictions) {
  /** No class, as the output was not finite. */
  public static final int NONE = -1;

  /**
   * Checks that both are of the same examples.
   *
   * @throws IllegalArgumentException if they differ in number, or a label is below 0
   */
  public ClassedRows {
    Require.that(
        labels.length == predictions.length,
        "%d predictions must be as many as labels (%d)",
        predictions.length,
        labels.length);
    for (int row = 0; row < labels.length; row++) {
      Require.that(labels[row] >= 0, "label %d of row %d must be >= 0", labels[row], row);
    }
  }
}
