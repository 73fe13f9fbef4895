// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the dimensions of a layer's output are, as the corpus built the network; and the plain
 * reduction to {@code [examples x units]} that the docs promise. It asks nothing of Infoscope.
 */
enum Axes {
  /** Vectors, as they are. */
  VECTOR("[examples x units]", "a unit"),
  /** Sequences, at the last step that the mask leaves in. */
  NCW("[examples x features x steps]", "a feature at the last step of the mask"),
  /** Sequences, at the last step that the mask leaves in. */
  NWC("[examples x steps x features]", "a feature at the last step of the mask"),
  /** Sequences unrolled step by step, at the last step that the mask leaves in. */
  UNROLLED("[steps * examples x features]", "a feature at the last step of the mask"),
  /** Images and volumes, the mean over positions. */
  CHANNELS_FIRST("[examples x channels x positions]", "a channel, mean over positions"),
  /** Images and volumes, the mean over positions. */
  CHANNELS_LAST("[examples x positions x channels]", "a channel, mean over positions"),
  /** Towers one after the other: side by side. */
  TOWERS("[towers * examples x units]", "a unit of a tower"),
  /** No steps and no positions: all values of an example. */
  WHOLE("[examples x capsules x values]", "a value of a capsule"),
  /** No rows of examples, or steps that no mask fits: whatever is read is wrong. */
  NONE("no rows of examples, or a mask of other steps", "none");

  private final String shape;
  private final String column;

  Axes(String shape, String column) {
    this.shape = shape;
    this.column = column;
  }

  /** The dimensions in words. */
  String shape() {
    return shape;
  }

  /** What one column of a reading is. */
  String column() {
    return column;
  }

  boolean hasSteps() {
    return this == NCW || this == NWC || this == UNROLLED;
  }

  /** Number of steps of an output. */
  int steps(INDArray output, int examples) {
    return switch (this) {
      case NCW -> (int) output.size(2);
      case NWC -> (int) output.size(1);
      case UNROLLED -> (int) output.size(0) / examples;
      default -> 0;
    };
  }

  /**
   * The reduction.
   *
   * @param output of the layer
   * @param last step to take of each example, where there are steps
   */
  double[][] reduce(INDArray output, int[] last) {
    double[] values = output.dup('c').data().asDouble();
    int examples = last.length;
    int each = values.length / examples;
    return switch (this) {
      case VECTOR, WHOLE -> rows(examples, each, (row, unit) -> values[row * each + unit]);
      case NCW -> {
        int steps = steps(output, examples);
        yield rows(
            examples, each / steps, (row, unit) -> values[row * each + unit * steps + last[row]]);
      }
      case NWC -> {
        int units = each / steps(output, examples);
        yield rows(examples, units, (row, unit) -> values[row * each + last[row] * units + unit]);
      }
      case UNROLLED -> {
        int units = (int) output.size(1);
        yield rows(
            examples, units, (row, unit) -> values[(last[row] * examples + row) * units + unit]);
      }
      case TOWERS -> {
        int units = (int) output.size(1);
        yield rows(
            examples,
            each,
            (row, unit) -> values[(unit / units * examples + row) * units + unit % units]);
      }
      case CHANNELS_FIRST -> {
        int channels = (int) output.size(1);
        int positions = each / channels;
        yield means(values, examples, channels, positions, positions, 1);
      }
      case CHANNELS_LAST -> {
        int channels = (int) output.size(output.rank() - 1);
        yield means(values, examples, channels, each / channels, 1, channels);
      }
      case NONE -> new double[0][];
    };
  }

  private static double[][] means(
      double[] values, int examples, int channels, int positions, int perChannel, int perPosition) {
    return rows(
        examples,
        channels,
        (row, channel) -> {
          double sum = 0;
          for (int position = 0; position < positions; position++) {
            sum +=
                values[row * channels * positions + channel * perChannel + position * perPosition];
          }
          return sum / positions;
        });
  }

  private interface Value {
    double of(int row, int unit);
  }

  private static double[][] rows(int examples, int units, Value value) {
    double[][] rows = new double[examples][units];
    for (int row = 0; row < examples; row++) {
      for (int unit = 0; unit < units; unit++) {
        rows[row][unit] = value.of(row, unit);
      }
    }
    return rows;
  }
}
