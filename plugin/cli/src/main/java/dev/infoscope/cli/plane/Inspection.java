// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Matrix;
import dev.infoscope.discrete.Range;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Range of a layer's values, how many are NaN or infinite, and where the first of them is. */
final class Inspection implements Block.Sink {
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private long notFinite;
  private String firstNotFinite = "";
  private double @Nullable [] row; // the first
  private boolean[] varies = new boolean[0];
  private int varying;

  @Override
  public void accept(Block block) {
    Range range = block.summary().range();
    if (range != null) {
      low = Math.min(low, range.low());
      high = Math.max(high, range.high());
    }
    if (block.summary().notFinite() > 0 && notFinite == 0) {
      firstNotFinite = first(block);
    }
    notFinite += block.summary().notFinite();
    double[] one = row == null ? Arrays.copyOf(block.values(), block.units()) : row;
    varies = row == null ? new boolean[block.units()] : varies;
    row = one;
    for (int i = 0; varying < one.length && i < block.rows() * one.length; i++) {
      int unit = i % one.length;
      if (!varies[unit] && block.values()[i] != one[unit]) {
        varies[unit] = true;
        varying++;
      }
    }
  }

  /** How many columns have more than one value. */
  int varying() {
    return varying;
  }

  private static String first(Block block) {
    int at = 0;
    while (Double.isFinite(block.values()[at])) {
      at++;
    }
    return String.format(
        Locale.ROOT,
        "%s at row %d, column %d",
        block.values()[at],
        block.first() + at / block.units() + 1L,
        at % block.units() + 1);
  }

  long notFinite() {
    return notFinite;
  }

  /** Smallest to largest finite value; null if there is none. */
  @Nullable Range range() {
    return low > high ? null : new Range(low, high);
  }

  /** Refuses magnitudes whose squares do not add up. */
  void requireMagnitude(Path file) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (largest > Matrix.LARGEST && low <= high) {
      throw new InputException(
          file, "values from %s to %s; all must be within +-%s", low, high, Matrix.LARGEST);
    }
  }

  void requireFinite(Path file) {
    if (notFinite > 0) {
      throw new InputException(
          file,
          String.format(
                  Locale.ROOT,
                  "%d NaN or infinite values, the first is %s (rows and columns count from 1);",
                  notFinite,
                  firstNotFinite)
              + " --allow-nan leaves the layer out");
    }
  }
}
