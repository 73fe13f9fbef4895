// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.ValueErrors;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Predicted values beside their targets: a row per example, step or position, a column per unit.
 */
final class ValueRows {
  private ValueRows() {}

  /**
   * Collects the errors of a block.
   *
   * @param said what the output puts out
   * @param target of the same shape
   * @param layout of both
   * @param mask per example, per step or position, or per value, 0 for what is left out; null for
   *     none
   * @param into errors of the blocks before; null for none
   * @return all errors
   * @throws IllegalArgumentException if the shapes do not suit each other
   */
  static ValueErrors collect(
      INDArray said,
      INDArray target,
      ArrayLayout layout,
      @Nullable INDArray mask,
      @Nullable ValueErrors into) {
    Require.that(
        said.equalShapes(target),
        "targets of shape %s must have the shape of the output, %s",
        Arrays.toString(target.shape()),
        Arrays.toString(said.shape()));
    double[] predicted = unitsLast(said, layout);
    double[] wanted = unitsLast(target, layout);
    int columns = (int) said.size(layout.units(said.rank()));
    ValueErrors errors = into == null ? new ValueErrors(columns) : into;
    double[] left = mask == null ? new double[] {1} : mask(mask, said, layout);
    int each = predicted.length / left.length;
    for (int i = 0; i < predicted.length; i++) {
      if (left[i / each] != 0) {
        errors.add(i % columns, predicted[i], wanted[i]);
      }
    }
    return errors;
  }

  private static double[] unitsLast(INDArray array, ArrayLayout layout) {
    int rank = array.rank();
    int units = layout.units(rank);
    if (units == rank - 1) {
      return Blocks.doubles(array);
    }
    IntStream others = IntStream.range(0, rank).filter(dimension -> dimension != units);
    return Blocks.doubles(array.permute(IntStream.concat(others, IntStream.of(units)).toArray()));
  }

  /** Entries that each stand for equally many values in a row. */
  private static double[] mask(INDArray mask, INDArray said, ArrayLayout layout) {
    if (mask.equalShapes(said)) {
      return unitsLast(mask, layout);
    }
    long rows = said.length() / said.size(layout.units(said.rank()));
    Require.that(
        mask.length() == rows || mask.length() == said.size(0),
        "mask of shape %s must suit the output, %s",
        Arrays.toString(mask.shape()),
        Arrays.toString(said.shape()));
    return Blocks.doubles(mask);
  }
}
