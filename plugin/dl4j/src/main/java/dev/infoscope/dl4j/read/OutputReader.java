// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.ClassLabels;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.dl4j.probe.MaskedRows;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.ClassedRows;
import dev.infoscope.network.OutputSnapshot;
import dev.infoscope.network.ValueErrors;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossSquaredHinge;

/**
 * Compares one output of a network with its targets, block by block.
 *
 * <ul>
 *   <li>Its loss is what the output layer itself makes of its input and the targets; without
 *       targets those that the labels of the probe stand for, where it says classes. Of a cross
 *       entropy the targets may be numbers of classes.
 *   <li>Where it says classes, the true class is read from the target by the rule that reads the
 *       output; of sequences both at the last step that the mask leaves in. Without targets the
 *       labels of the probe stand for it.
 *   <li>Where it predicts values, all values that the mask leaves in count.
 *   <li>An example of which the mask leaves nothing in has no target, and counts for nothing.
 * </ul>
 */
final class OutputReader {
  private static final int UNKNOWN = -1;

  private final Shadow shadow;
  private final Predictions rules;
  private final int output;
  private final int index;
  private final @Nullable ClassLabels given;
  private final int[] labels;
  private final int[] predictions;
  private final Map<String, String> refusals = new TreeMap<>();
  private int examples;
  private boolean hasTarget;
  private double lossSum;
  private boolean hasLoss = true;
  private boolean hasClasses = true;
  private @Nullable ValueErrors errors;

  /**
   * Nothing read yet.
   *
   * @param given classes of the examples; null for none
   */
  OutputReader(
      Shadow shadow, Predictions rules, int output, int examples, @Nullable ClassLabels given) {
    this.shadow = shadow;
    this.rules = rules;
    this.output = output;
    this.index = shadow.outputs().get(output);
    this.given = given;
    this.labels = new int[examples];
    this.predictions = new int[examples];
    Arrays.fill(labels, UNKNOWN);
  }

  void accept(
      Probe.Block block,
      Map<Integer, INDArray> seen,
      @Nullable INDArray target,
      @Nullable INDArray mask) {
    INDArray said = seen.get(index);
    INDArray handedOn = mask(shadow.mask(index));
    boolean[] isIn = MaskedRows.in(mask == null ? handedOn : mask, block.rows());
    examples += block.rows();
    INDArray held = target == null ? made(block, said) : oneHot(target, said);
    addLoss(block, seen, held, mask, isIn);
    try {
      Require.that(said != null, "the network gives no activations for it");
      compare(block, Objects.requireNonNull(said), target, mask, isIn);
    } catch (IllegalArgumentException refused) {
      hasClasses = false;
      errors = null;
      refuse("accuracy", refused);
    }
  }

  /** Targets as the output's loss wants them, of the given labels; null where they do not say. */
  private @Nullable INDArray made(Probe.Block block, @Nullable INDArray said) {
    if (said == null || said.rank() != 2 || said.size(0) != block.rows()) {
      return null;
    }
    int units = (int) said.size(1);
    ClassRule rule = rules.rule(output, units);
    int[] classes = classes(units);
    if (rule == null || classes == null) {
      return null;
    }
    if (units > 1) {
      return made(said, units, row -> classes[block.first() + row], block.rows());
    }
    INDArray made = Nd4j.zeros(said.dataType(), block.rows(), 1);
    for (int row = 0; row < block.rows(); row++) {
      made.putScalar(row, 0, classes[block.first() + row] == 1 ? 1 : rule.cut() == 0 ? -1 : 0);
    }
    return made;
  }

  /** One column of numbers for a sparse loss; else 1 for the class, and what the others have. */
  private INDArray made(INDArray said, int units, IntUnaryOperator label, int rows) {
    ILossFunction loss = TrainedOutput.of(shadow, index).loss();
    boolean sparse = loss instanceof LossSparseMCXENT;
    double other = loss instanceof LossHinge || loss instanceof LossSquaredHinge ? -1 : 0;
    INDArray made =
        Nd4j.valueArrayOf(new long[] {rows, sparse ? 1 : units}, other, said.dataType());
    for (int row = 0; row < rows; row++) {
      int own = label.applyAsInt(row);
      made.putScalar(row, sparse ? 0 : own, sparse ? own : 1);
    }
    return made;
  }

  /**
   * Numbers of classes in one column, as a file of labels has them, as the columns that a loss
   * wants; other targets, and those of a loss that wants numbers, as they are.
   */
  private INDArray oneHot(INDArray target, @Nullable INDArray said) {
    boolean column = target.rank() == 2 && target.size(1) == 1;
    if (said == null || said.rank() != 2 || said.size(1) == 1 || !column || !takesColumns()) {
      return target;
    }
    int units = (int) said.size(1);
    ClassRule rule = rules.rule(output, units);
    int[] labels = new int[(int) target.size(0)];
    for (int row = 0; row < labels.length; row++) {
      labels[row] =
          rule == null ? UNKNOWN : label(rule, units, new double[] {target.getDouble(row)});
      if (labels[row] == UNKNOWN) {
        return target;
      }
    }
    return made(said, units, row -> labels[row], labels.length);
  }

  /** Whether the targets of its loss are 1 for the class and 0 for all others. */
  private boolean takesColumns() {
    ILossFunction loss = TrainedOutput.of(shadow, index).loss();
    return loss instanceof LossMCXENT && !(loss instanceof LossSparseMCXENT);
  }

  private void addLoss(
      Probe.Block block,
      Map<Integer, INDArray> seen,
      @Nullable INDArray target,
      @Nullable INDArray mask,
      boolean[] isIn) {
    Double loss = null;
    if (hasLoss && target != null) {
      try {
        loss = shadow.loss(index, block, seen, target, mask);
      } catch (RuntimeException refused) { // targets that DL4J cannot hold against this output
        refuse("loss", refused);
      }
    }
    hasLoss = loss != null;
    hasTarget |= IntStream.range(0, isIn.length).anyMatch(row -> isIn[row]);
    lossSum += loss == null ? 0 : loss * block.rows();
  }

  private void refuse(String quantity, RuntimeException why) {
    String name = shadow.layers().get(index).name() + " (probe " + quantity + ")";
    refusals.put(name, String.valueOf(why.getMessage()));
  }

  private void compare(
      Probe.Block block,
      INDArray said,
      @Nullable INDArray target,
      @Nullable INDArray mask,
      boolean[] isIn) {
    ArrayLayout layout = shadow.layout(index);
    OutputMask left =
        mask == null ? shadow.mask(index) : new OutputMask(steps(mask, layout), false);
    double[][] rows = rows(said, block.rows(), layout, left);
    ClassRule rule = rules.rule(output, rows[0].length);
    if (rule != null && hasClasses) {
      double[][] targets = target == null ? null : rows(target, block.rows(), bare(layout), left);
      int[] classes = target == null ? classes(rows[0].length) : null;
      for (int row = 0; row < rows.length; row++) {
        if (isIn[row]) {
          int at = block.first() + row;
          labels[at] =
              targets == null
                  ? classes == null ? UNKNOWN : classes[at]
                  : label(rule, rows[row].length, targets[row]);
          predictions[at] = isFinite(rows[row]) ? rule.classOf(rows[row]) : ClassedRows.NONE;
          hasClasses &= labels[at] != UNKNOWN;
        }
      }
    }
    hasClasses &= rule != null;
    if (target != null && rules.predictsValue(output, rows[0].length)) {
      errors = ValueRows.collect(said, target, layout, mask == null ? mask(left) : mask, errors);
    }
  }

  private static @Nullable INDArray mask(@Nullable OutputMask left) {
    return left == null ? null : left.mask();
  }

  /** The classes that are given, as numbers of those that the output tells apart. */
  private int @Nullable [] classes(int units) {
    int told = Math.max(2, units);
    return given == null || given.refusal(told) != null ? null : given.among(told).classes();
  }

  /** The class that a target says; below 0 where it says none. */
  private static int label(ClassRule rule, int units, double[] target) {
    if (target.length == units) {
      return isFinite(target) ? rule.classOf(target) : UNKNOWN;
    }
    boolean number = target.length == 1 && target[0] == Math.rint(target[0]);
    return number && target[0] >= 0 && target[0] < units ? (int) target[0] : UNKNOWN;
  }

  private static boolean isFinite(double... values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  private static double[][] rows(
      INDArray array, int examples, ArrayLayout layout, @Nullable OutputMask mask) {
    INDArray wide = array.rank() == 1 ? array.reshape(array.length(), 1) : array;
    float[] values = UnitValues.of(wide, examples, layout, mask, null).values();
    int units = values.length / examples;
    double[][] rows = new double[examples][units];
    for (int i = 0; i < values.length; i++) {
      rows[i / units][i % units] = values[i];
    }
    return rows;
  }

  /** Targets may be class numbers, and so of another width. */
  private static ArrayLayout bare(ArrayLayout layout) {
    return new ArrayLayout(
        layout.channelsLast(), layout.featuresLast(), layout.vectors(), layout.towers(), 0);
  }

  /** A mask per unit leaves a step in if it leaves any of its units in. */
  private static INDArray steps(INDArray mask, ArrayLayout layout) {
    return mask.rank() == 3 ? mask.max(layout.units(3)) : mask;
  }

  OutputSnapshot snapshot() {
    int[] in = IntStream.range(0, labels.length).filter(row -> labels[row] != UNKNOWN).toArray();
    ClassedRows classes =
        new ClassedRows(
            Arrays.stream(in).map(row -> labels[row]).toArray(),
            Arrays.stream(in).map(row -> predictions[row]).toArray());
    String name = shadow.layers().get(index).name();
    Double loss = hasLoss && hasTarget ? lossSum / examples : null;
    return new OutputSnapshot(name, examples, loss, hasClasses ? classes : null, errors);
  }

  Map<String, String> refusals() {
    return refusals;
  }
}
