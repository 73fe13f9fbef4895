// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum along the path of one layer, {@code sum over t of (h_{t+1} - h_t) * g}; keeps the last
 * values and gradients alone.
 */
final class PathSum {
  private final int examples;
  private final @Nullable ArrayLayout layout;
  private double[] sums = {};
  private double[] columns = {}; // of the batch, where its terms stand column by column
  private int columnsFirst;
  private int units;
  private String how = "";
  private @Nullable INDArray values;
  private @Nullable INDArray gradient;

  /**
   * An empty sum.
   *
   * @param examples in all batches together
   * @param layout of the layer's arrays; null to keep every value, as of an input
   */
  PathSum(int examples, @Nullable ArrayLayout layout) {
    this.examples = examples;
    this.layout = layout;
  }

  /** A batch begins, or the last has ended. */
  void begin() {
    turnColumns();
    close(values);
    close(gradient);
    values = null;
    gradient = null;
  }

  private static void close(@Nullable INDArray array) {
    if (array != null && array.closeable()) {
      array.close();
    }
  }

  /**
   * The next node of a path whose gradients are taken at the ends of the steps.
   *
   * @param first index of the batch's first example
   * @param rows examples in the batch
   * @param value what the layer puts out
   * @param slope gradient of the logit with respect to it; null where no path leads on
   * @param rightShare share of this node's gradient in the step that ends here
   */
  void accept(int first, int rows, INDArray value, @Nullable INDArray slope, double rightShare) {
    if (rightShare > 0 && gradient != null && slope != null) {
      gradient.muli(1 - rightShare).addi(slope.mul(rightShare));
    }
    reach(first, rows, value);
    turn(slope);
  }

  /**
   * The end of a step, which counts with the gradient taken last; the first begins the path.
   *
   * @param first index of the batch's first example
   * @param rows examples in the batch
   * @param value what the layer puts out
   */
  void reach(int first, int rows, INDArray value) {
    if (values != null) {
      INDArray step = value.sub(values);
      add(first, rows, gradient == null ? step.muli(0) : step.muli(gradient));
      close(step);
    }
    values = kept(values, value);
  }

  /**
   * The gradient of the steps that end after it.
   *
   * @param slope of the logit with respect to the layer's values; null where no path leads on
   */
  void turn(@Nullable INDArray slope) {
    gradient = slope == null ? null : kept(gradient, slope);
  }

  /** The arrays of a node are gone with it, so the next one finds copies. */
  private static INDArray kept(@Nullable INDArray place, INDArray array) {
    return place == null ? PassBuffers.keep(array) : place.assign(array);
  }

  /** Adds a term to the sums of some examples. */
  void add(int first, int rows, INDArray term) {
    if (term.rank() == 2 && term.size(0) == rows && Blocks.isColumns(term)) {
      how = "";
      addColumns(first, rows, term);
    } else if (layout == null || term.rank() == 2 && term.size(0) == rows) {
      how = "";
      Blocks.addTo(term, sums(rows, Math.toIntExact(term.length())), first * units);
    } else {
      add(first, rows, UnitSums.required(term, rows, layout));
    }
  }

  /** As they stand: a batch is turned once, not each of its terms. */
  private void addColumns(int first, int rows, INDArray term) {
    sums(rows, Math.toIntExact(term.length()));
    columns = columns.length == 0 ? new double[rows * units] : columns;
    columnsFirst = first;
    Blocks.addColumnsTo(term, columns);
  }

  private void turnColumns() {
    int rows = columns.length / Math.max(1, units);
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        sums[(columnsFirst + row) * units + unit] += columns[unit * rows + row];
      }
    }
    columns = new double[0];
  }

  /** Adds what was already summed over positions. */
  void add(int first, int rows, UnitSums found) {
    how = found.how();
    double[] terms = found.values();
    double[] into = sums(rows, terms.length);
    for (int i = 0; i < terms.length; i++) {
      into[first * units + i] += terms[i];
    }
  }

  private double[] sums(int rows, int length) {
    units = length / rows;
    sums = sums.length == 0 ? new double[examples * units] : sums;
    return sums;
  }

  /** How positions became units, in words. */
  String how() {
    return how;
  }

  Activations sums() {
    return Activations.of(sums, Math.max(1, units));
  }

  /** Sum over the units of an example. */
  double total(int example) {
    double total = 0;
    for (int unit = 0; unit < units; unit++) {
      total += sums[example * units + unit];
    }
    return total;
  }
}
