// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One value per example and unit out of an array:
 *
 * <ul>
 *   <li>rank 2 {@code [examples x units]}, and vectors as of capsules: as they are;
 *   <li>images and volumes: mean over positions per channel;
 *   <li>sequences, also those unrolled for dense layers, row {@code step * examples + example}: the
 *       last step, or the last that the mask leaves in;
 *   <li>stacked towers: the units of the towers side by side.
 * </ul>
 *
 * @param values {@code [examples x units]} row by row
 * @param how in words; empty where nothing was reduced
 */
@SuppressWarnings("ArrayRecordComponent")
record UnitValues(float[] values, String how) {
  /**
   * Reads an array.
   *
   * @param output of a layer
   * @param examples in it
   * @param layout of it
   * @param mask of it; null for none
   * @param labelled {@code [examples x steps]}, mask of the steps that have a label; null for none
   * @return a value per example and unit
   * @throws IllegalArgumentException if the array is not what the layout says, with the reason
   */
  static UnitValues of(
      INDArray output,
      int examples,
      ArrayLayout layout,
      @Nullable OutputMask mask,
      @Nullable INDArray labelled) {
    int rank = output.rank();
    int rows = output.size(0) == examples ? examples : examples * layout.towers();
    Require.that(
        output.length() > 0
            && rank >= 2
            && rank <= 5
            && (output.size(0) == rows || rank == 2 && output.size(0) % rows == 0),
        "activations of shape %s for %d examples",
        Arrays.toString(output.shape()),
        examples);
    boolean vectors = rank == 3 && layout.vectors();
    requireWidth(output, layout, vectors);
    UnitValues found;
    if (rank == 2 && output.size(0) == rows || vectors) {
      found = new UnitValues(Blocks.floats(output), "");
    } else if (rank == 2) {
      found = unrolled(output, rows, mask, labelled);
    } else {
      found = rank == 3 ? sequences(output, layout, mask, labelled) : means(output, layout);
    }
    return rows == examples ? found : found.sideBySide(examples, layout.towers());
  }

  /** Equal sizes could hide a wrong dimension; the layer's own width does not. */
  private static void requireWidth(INDArray output, ArrayLayout layout, boolean vectors) {
    if (output.rank() > 2 && !vectors && layout.width() > 0) {
      int dimension = layout.units(output.rank());
      Require.that(
          output.size(dimension) == layout.width(),
          "activations of shape %s must have the %d units of the layer along dimension %d",
          Arrays.toString(output.shape()),
          layout.width(),
          dimension);
    }
  }

  private static UnitValues means(INDArray output, ArrayLayout layout) {
    try (INDArray means = output.mean(layout.positions(output.rank()))) {
      return new UnitValues(Blocks.floats(means), "mean over positions");
    }
  }

  private static UnitValues sequences(
      INDArray output, ArrayLayout layout, @Nullable OutputMask mask, @Nullable INDArray labelled) {
    int units = (int) output.size(layout.units(3));
    int rows = (int) output.size(0);
    int steps = (int) output.size(layout.positions(3)[0]);
    LastStep last = LastStep.ofEach(mask, labelled, rows, steps);
    float[] all = Blocks.floats(output);
    float[] values = new float[rows * units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        int from =
            layout.featuresLast() ? last.of(row) * units + unit : unit * steps + last.of(row);
        values[row * units + unit] = all[row * units * steps + from];
      }
    }
    return new UnitValues(values, last.words());
  }

  private static UnitValues unrolled(
      INDArray output, int rows, @Nullable OutputMask mask, @Nullable INDArray labelled) {
    int steps = (int) (output.size(0) / rows);
    int units = (int) output.size(1);
    LastStep last = LastStep.ofEach(mask, labelled, rows, steps);
    float[] all = Blocks.floats(output);
    float[] values = new float[rows * units];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(all, (last.of(row) * rows + row) * units, values, row * units, units);
    }
    return new UnitValues(values, last.words());
  }

  /** From {@code [towers * examples x units]} to {@code [examples x towers * units]}. */
  private UnitValues sideBySide(int examples, int towers) {
    int units = values.length / examples / towers;
    float[] rows = new float[values.length];
    for (int tower = 0; tower < towers; tower++) {
      for (int example = 0; example < examples; example++) {
        int from = (tower * examples + example) * units;
        System.arraycopy(values, from, rows, (example * towers + tower) * units, units);
      }
    }
    String words = String.format(Locale.ROOT, "%d towers side by side", towers);
    return new UnitValues(rows, how.isEmpty() ? words : how + "; " + words);
  }
}
