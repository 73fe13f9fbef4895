// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import dev.infoscope.discrete.Ranks;
import dev.infoscope.dl4j.autodiff.Steps;
import dev.infoscope.numeric.Argmax;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads classes from label arrays.
 *
 * <ul>
 *   <li>{@code [examples x classes]}: the column with the largest value, as in one-hot or smoothed
 *       labels, which add up to 1;
 *   <li>{@code [examples x 1]} or {@code [examples]}: integers from 0, or -1 and 1; those that do
 *       not occur are no classes;
 *   <li>columns of -1 and a single 1, as a hinge loss wants them: the column of the 1;
 *   <li>{@code [examples x classes x steps]}, or steps and classes the other way round: the last
 *       step, or the last that the mask leaves in; see {@link SequenceLabels} for which it is;
 *   <li>several outputs: the combination of their classes is the label.
 * </ul>
 *
 * <p>An example has no class if the mask of an output leaves nothing of its target in.
 *
 * @param classes one per example, from 0; {@link #NONE} where there is none
 * @param count number of classes
 * @param codes which of the classes of a network they are
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassLabels(int[] classes, int count, ClassCodes codes) {
  /** Stands for the class of an example that has none. */
  static final int NONE = -1;

  private static final double TOLERANCE = 0.01; // half precision, smoothed labels

  /**
   * Labels whose classes are the numbers of the network's classes.
   *
   * @param classes one per example, from 0; {@link #NONE} where there is none
   * @param count number of classes
   */
  public ClassLabels(int[] classes, int count) {
    this(classes, count, ClassCodes.every(count));
  }

  /**
   * Reads the labels of all outputs.
   *
   * @param classesLast whether sequences are {@code [examples x steps x classes]}
   */
  static ClassLabels of(INDArray[] outputs, INDArray @Nullable [] masks, IntPredicate classesLast) {
    ClassLabels all = null;
    for (int output = 0; output < outputs.length; output++) {
      INDArray mask = masks == null || output >= masks.length ? null : masks[output];
      ClassLabels one = of(outputs[output], mask, output, classesLast.test(output) ? 2 : 1);
      all = all == null ? one : all.and(one);
    }
    Require.that(all != null, "labels (none) must be at least one array");
    return all;
  }

  /** Labels that the user gives as integers; those that do not occur are no classes. */
  static ClassLabels of(int[] classes) {
    for (int row = 0; row < classes.length; row++) {
      Require.that(classes[row] >= 0, "label %d of row %d must be >= 0", classes[row], row);
    }
    ClassLabels labels = compact(Arrays.stream(classes).asLongStream().toArray());
    ClassCodes given = ClassCodes.given(labels.codes.numbers());
    return new ClassLabels(labels.classes, labels.count, given);
  }

  private static ClassLabels compact(long[] values) {
    Ranks occurring = Ranks.of(Arrays.stream(values).filter(value -> value != NONE).toArray());
    int[] classes =
        Arrays.stream(values)
            .mapToInt(value -> value == NONE ? NONE : occurring.rank(value))
            .toArray();
    ClassCodes codes = ClassCodes.targets(occurring.values());
    return new ClassLabels(classes, Math.max(1, occurring.size()), codes);
  }

  private static ClassLabels of(
      INDArray labels, @Nullable INDArray mask, int output, int sequenceAxis) {
    Require.that(
        labels.rank() >= 1 && labels.rank() <= 3,
        "labels of output %d have shape %s; must be [examples x classes], [examples x 1] or"
            + " [examples x classes x steps], or classes be given by labels(int...)",
        output,
        Arrays.toString(labels.shape()));
    int rows = (int) labels.size(0);
    int classAxis = labels.rank() == 3 ? sequenceAxis : 1;
    int columns = labels.rank() == 1 ? 1 : (int) labels.size(classAxis);
    double[][] told = told(labels, mask, classAxis, columns);
    long[] classes = new long[rows];
    for (int row = 0; row < rows; row++) {
      classes[row] =
          told[row].length == 0
              ? NONE
              : columns == 1 ? integer(told[row][0], row, output) : largest(told[row], row, output);
    }
    return columns == 1
        ? compact(classes)
        : new ClassLabels(Arrays.stream(classes).mapToInt(Math::toIntExact).toArray(), columns);
  }

  /**
   * Of each example the values that say its class, from 0 to 1; none where the mask leaves none.
   */
  private static double[][] told(
      INDArray labels, @Nullable INDArray mask, int classAxis, int columns) {
    double[][] told = new double[(int) labels.size(0)][];
    boolean[] isIn = MaskedRows.in(mask, told.length);
    for (int row = 0; row < told.length; row++) {
      told[row] =
          !isIn[row]
              ? new double[0]
              : labels.rank() == 3
                  ? lastStep(labels, classAxis, mask, row)
                  : row(labels, row, columns);
    }
    boolean signs = TargetCode.areSigns(told); // what a mask leaves out is often 0
    for (int row = 0; row < told.length && signs; row++) {
      told[row] = fromSigns(told[row]);
    }
    return told;
  }

  /** From -1 and 1 to 0 and 1. */
  private static double[] fromSigns(double... values) {
    return Arrays.stream(values).map(value -> (value + 1) / 2).toArray();
  }

  private static double[] row(INDArray labels, int row, int columns) {
    double[] values = new double[columns];
    for (int column = 0; column < columns; column++) {
      values[column] = labels.rank() == 1 ? labels.getDouble(row) : labels.getDouble(row, column);
    }
    return values;
  }

  private static double[] lastStep(
      INDArray labels, int classAxis, @Nullable INDArray mask, int row) {
    int step = Steps.last(mask, row, (int) labels.size(3 - classAxis));
    double[] values = new double[(int) labels.size(classAxis)];
    for (int column = 0; column < values.length; column++) {
      values[column] =
          classAxis == 1
              ? labels.getDouble(row, column, step)
              : labels.getDouble(row, step, column);
    }
    return values;
  }

  private static int integer(double value, int row, int output) {
    Require.that(
        value >= 0 && value == Math.rint(value) && value < Integer.MAX_VALUE,
        "label %s of row %d, output %d, must be a class: an integer from 0, or one column per"
            + " class; for other targets, as where an output predicts values, give one class per"
            + " example by labels(int...)",
        value,
        row,
        output);
    return (int) value;
  }

  private static void requireFinite(double[] values, int row, int output) {
    for (int column = 0; column < values.length; column++) {
      Require.that(
          Double.isFinite(values[column]),
          "label %s of row %d, column %d, output %d must be finite",
          values[column],
          row,
          column,
          output);
    }
  }

  private static int largest(double[] values, int row, int output) {
    requireFinite(values, row, output);
    double sum = Arrays.stream(values).sum();
    Require.that(
        Arrays.stream(values).min().orElse(0) >= 0 && Math.abs(sum - 1) < TOLERANCE,
        "labels %s of row %d, output %d, must be one-hot or add up to 1; for other targets, and"
            + " sequences whose mask is only on the features, give classes by labels(int...)",
        shown(values),
        row,
        output);
    int best = Argmax.of(values);
    double most = values[best];
    long ties = Arrays.stream(values).filter(value -> value == most).count();
    Require.that(
        ties == 1,
        "labels %s of row %d, output %d, must have one largest value, the class",
        shown(values),
        row,
        output);
    return best;
  }

  private static String shown(double[] values) {
    return values.length > 12 ? "(" + values.length + " columns)" : Arrays.toString(values);
  }

  /** The combination of two outputs; combinations that do not occur are left out. */
  private ClassLabels and(ClassLabels other) {
    Require.that(
        classes.length == other.classes.length,
        "label arrays have %d and %d rows",
        classes.length,
        other.classes.length);
    long[] pairs = new long[classes.length];
    long width = other.codes.width();
    for (int row = 0; row < pairs.length; row++) {
      boolean both = classes[row] != NONE && other.classes[row] != NONE;
      pairs[row] =
          both
              ? codes.numbers()[classes[row]] * width + other.codes.numbers()[other.classes[row]]
              : NONE;
    }
    ClassLabels both = compact(pairs);
    ClassCodes numbers = ClassCodes.pairs(codes, other.codes, both.codes.numbers());
    return new ClassLabels(both.classes, both.count, numbers);
  }

  /**
   * Why these are not labels of the classes that a network tells apart.
   *
   * @param told how many each of its outputs that say classes tells
   * @return null if they are
   */
  public @Nullable String refusal(long... told) {
    return codes.refusal(count, told);
  }

  /**
   * The same labels by the numbers of a network's classes, of which some may not occur.
   *
   * @param told how many classes the network tells apart
   * @return labels with that many classes; these as they are where {@link #refusal} says why not
   */
  public ClassLabels among(long told) {
    if (!codes.isAmong(told)) {
      return this;
    }
    int[] numbers = new int[classes.length];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = classes[row] == NONE ? NONE : Math.toIntExact(codes.numbers()[classes[row]]);
    }
    return new ClassLabels(numbers, Math.toIntExact(told));
  }

  /**
   * Number of classes that some example has.
   *
   * @return at most {@link #count}; 0 if no example has one
   */
  int occurring() {
    return (int) Arrays.stream(classes).filter(label -> label != NONE).distinct().count();
  }

  /** Labels of a probe set of examples without any class: all the same. */
  ClassLabels blank() {
    return new ClassLabels(new int[classes.length], count, codes);
  }

  /**
   * Labels of some of the examples.
   *
   * @param kept indices of examples
   * @return theirs, in that order; classes keep their numbers
   */
  public ClassLabels rows(int[] kept) {
    int[] some = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      some[i] = classes[kept[i]];
    }
    return new ClassLabels(some, count, codes);
  }
}
