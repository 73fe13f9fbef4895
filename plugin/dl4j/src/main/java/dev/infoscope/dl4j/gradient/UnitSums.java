// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums over the positions or steps of a unit, one value per example and unit: for quantities that
 * are additive, as conductance is.
 *
 * @param values {@code [rows x units]} row by row
 * @param how in words; empty where nothing was summed
 */
@SuppressWarnings("ArrayRecordComponent")
record UnitSums(double[] values, String how) {
  private static final String POSITIONS = "sum over positions";
  private static final String STEPS = "sum over steps";

  /** Sums of an array, or null if its shape is not known. */
  static @Nullable UnitSums of(INDArray array, int rows, ArrayLayout layout) {
    boolean oneRowEach = array.size(0) == rows;
    return switch (array.rank()) {
      case 2 -> oneRowEach ? new UnitSums(Blocks.doubles(array), "") : unrolled(array, rows);
      case 3 -> oneRowEach ? over(array, STEPS, layout.positions(3)) : null;
      case 4, 5 -> oneRowEach ? over(array, POSITIONS, layout.positions(array.rank())) : null;
      default -> null;
    };
  }

  /**
   * Sums of an array of a known shape.
   *
   * @throws IllegalArgumentException if it is not
   */
  static UnitSums required(INDArray array, int rows, ArrayLayout layout) {
    UnitSums found = of(array, rows, layout);
    if (found == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "values of shape %s for %d examples",
              Arrays.toString(array.shape()),
              rows));
    }
    return found;
  }

  private static UnitSums over(INDArray array, String how, int... dimensions) {
    INDArray sums = array.sum(dimensions);
    double[] values = Blocks.doubles(sums);
    Blocks.free(sums);
    return new UnitSums(values, how);
  }

  /** Steps unrolled for a dense layer: row {@code step * examples + example}. */
  private static @Nullable UnitSums unrolled(INDArray array, int rows) {
    if (array.size(0) % rows != 0) {
      return null;
    }
    int units = (int) array.size(1);
    double[] all = Blocks.doubles(array);
    double[] values = Arrays.copyOf(all, rows * units);
    for (int from = rows * units; from < all.length; from += values.length) {
      for (int i = 0; i < values.length; i++) {
        values[i] += all[from + i];
      }
    }
    return new UnitSums(values, STEPS);
  }
}
