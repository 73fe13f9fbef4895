// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.discrete.Activations;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum along the path of one layer, {@code sum over t of (h_{t+1} - h_t) * g}; keeps the values
 * and gradients of the last node alone.
 */
final class PathSum {
  private final int examples;
  private final @Nullable ArrayLayout layout;
  private double[] sums = {};
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
   * The next node of the path.
   *
   * @param first index of the batch's first example
   * @param rows examples in the batch
   * @param value what the layer puts out
   * @param slope gradient of the logit with respect to it; null where no path leads on
   * @param rightShare share of this node's gradient in the step that ends here
   */
  void accept(int first, int rows, INDArray value, @Nullable INDArray slope, double rightShare) {
    if (values != null) {
      INDArray step = value.sub(values);
      if (gradient == null || slope == null) {
        step.muli(0);
      } else if (rightShare == 0) {
        step.muli(gradient);
      } else {
        INDArray mean = gradient.mul(1 - rightShare);
        INDArray right = slope.mul(rightShare);
        step.muli(mean.addi(right));
        close(mean);
        close(right);
      }
      add(first, rows, step);
      close(step);
    }
    values = kept(values, value);
    gradient = slope == null ? null : kept(gradient, slope);
  }

  /** The arrays of a node are gone with it, so the next one finds copies. */
  private static INDArray kept(@Nullable INDArray place, INDArray array) {
    return place == null ? PassBuffers.keep(array) : place.assign(array);
  }

  /** Adds a term to the sums of some examples. */
  void add(int first, int rows, INDArray term) {
    UnitSums found =
        layout == null ? new UnitSums(Blocks.doubles(term), "") : UnitSums.of(term, rows, layout);
    if (found == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "values of shape %s for %d examples",
              Arrays.toString(term.shape()),
              rows));
    }
    how = found.how();
    units = found.values().length / rows;
    if (sums.length == 0) {
      sums = new double[examples * units];
    }
    for (int i = 0; i < found.values().length; i++) {
      sums[first * units + i] += found.values()[i];
    }
  }

  /** Divides all sums. */
  void scale(double factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= factor;
    }
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
