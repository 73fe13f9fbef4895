// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.affine;

import dev.infoscope.discrete.Range;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.read.KeptValues;
import dev.infoscope.dl4j.shadow.LayerOrder;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Copies the weights of one layer out of the shadow, batch norm folded in. */
final class AffineReader {
  private final LayerOrder order;
  private final AffinePlan plan;
  private final int inputs;
  private final int outputs;
  private final double[] weights; // [inputs x outputs]
  private final double[] bias;

  AffineReader(LayerOrder order, AffinePlan plan) {
    this.order = order;
    this.plan = plan;
    INDArray array = parameter(plan.layer(), "W");
    long width =
        switch (plan.shape()) {
          case CONVOLUTION, CONVOLUTION_1D -> array.size(0);
          case CANDIDATE -> array.size(1) / 4;
          case DENSE, RECURRENT -> array.size(1);
        };
    this.outputs = Math.toIntExact(width);
    this.weights = weights(array);
    this.inputs = weights.length / outputs;
    this.bias = bias();
    if (plan.normAfter() != null) {
      foldAfter(plan.normAfter());
    }
    if (plan.normBefore() != null) {
      foldBefore(plan.normBefore());
    }
  }

  private INDArray parameter(int layer, String key) {
    return Objects.requireNonNull(order.shadow().parameter(layer, key), key);
  }

  private double[] weights(INDArray array) {
    Require.that(
        array.length() <= KeptValues.MOST_WEIGHTS,
        "weights (%d values) must be at most %d to be copied",
        array.length(),
        KeptValues.MOST_WEIGHTS);
    return switch (plan.shape()) {
      case DENSE, RECURRENT -> Blocks.doubles(array);
      case CANDIDATE ->
          Blocks.doubles(array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, outputs)));
      case CONVOLUTION -> transposed(Blocks.doubles(array));
      case CONVOLUTION_1D -> channelsFirst(Blocks.doubles(array), Math.toIntExact(array.size(1)));
    };
  }

  /** From {@code [kernel x channels x outputs]} to {@code [channels x kernel x outputs]}. */
  private double[] channelsFirst(double[] steps, int channels) {
    double[] rows = new double[steps.length];
    int kernel = steps.length / channels / outputs;
    for (int row = 0; row < channels * kernel; row++) {
      int from = (row % kernel * channels + row / kernel) * outputs;
      System.arraycopy(steps, from, rows, row * outputs, outputs);
    }
    return rows;
  }

  private double[] transposed(double[] filters) {
    double[] rows = new double[filters.length];
    int field = filters.length / outputs;
    for (int filter = 0; filter < outputs; filter++) {
      for (int k = 0; k < field; k++) {
        rows[k * outputs + filter] = filters[filter * field + k];
      }
    }
    return rows;
  }

  /** Of an LSTM the candidate's part comes first, as in its weights. */
  private double[] bias() {
    INDArray array = order.shadow().parameter(plan.layer(), "b");
    return array == null ? new double[outputs] : Arrays.copyOf(Blocks.doubles(array), outputs);
  }

  /** A batch norm in inference, {@code y = scale x + shift}; both {@code [channels]}. */
  private record Norm(double[] scale, double[] shift) {}

  private Norm norm(int index) {
    BatchNormalization layer =
        (BatchNormalization) Objects.requireNonNull(order.inner(index), "batch norm");
    double[] shift = Blocks.doubles(parameter(index, "mean"));
    double[] scale = new double[shift.length];
    INDArray spread = order.shadow().parameter(index, "var");
    double[] given = Blocks.doubles(spread == null ? parameter(index, "log10stdev") : spread);
    double[] gamma = orConstant(index, "gamma", layer.getGamma(), scale.length);
    double[] beta = orConstant(index, "beta", layer.getBeta(), scale.length);
    for (int c = 0; c < scale.length; c++) {
      double variance = spread == null ? Math.pow(10, 2 * given[c]) : given[c];
      scale[c] = gamma[c] / Math.sqrt(variance + layer.getEps());
      shift[c] = beta[c] - shift[c] * scale[c];
    }
    return new Norm(scale, shift);
  }

  private double[] orConstant(int index, String key, double constant, int length) {
    INDArray array = order.shadow().parameter(index, key);
    double[] values = array == null ? new double[length] : Blocks.doubles(array);
    if (array == null) {
      Arrays.fill(values, constant);
    }
    return values;
  }

  private void foldAfter(int index) {
    Norm norm = norm(index);
    requireSame(norm.scale().length, outputs);
    for (int at = 0; at < weights.length; at++) {
      weights[at] *= norm.scale()[at % outputs];
    }
    for (int unit = 0; unit < outputs; unit++) {
      bias[unit] = bias[unit] * norm.scale()[unit] + norm.shift()[unit];
    }
  }

  private void foldBefore(int index) {
    Norm norm = norm(index);
    int channels = norm.scale().length;
    requireSame(inputs % channels, 0);
    // A kernel holds whole channels one after the other; so do flattened images, unless these
    // stand last.
    boolean last = plan.shape() == AffinePlan.Shape.DENSE && channelsLast(index);
    int each = inputs / channels;
    for (int k = 0; k < inputs; k++) {
      int channel = last ? k % channels : k / each;
      for (int unit = 0; unit < outputs; unit++) {
        int at = k * outputs + unit;
        bias[unit] += norm.shift()[channel] * weights[at];
        weights[at] *= norm.scale()[channel];
      }
    }
  }

  private boolean channelsLast(int index) {
    return order.shadow().layout(index).channelsLast();
  }

  private static void requireSame(int found, int wanted) {
    Require.that(found == wanted, "batch norm (%d) must fit its layer (%d)", found, wanted);
  }

  ObservedMap map(
      @Nullable Range inputsSeen, @Nullable Range outputsSeen, @Nullable String feeder) {
    DenseMap dense = new DenseMap(inputs, outputs, weights, bias, plan.activation());
    return new ObservedMap(dense, plan.bounds(), inputsSeen, outputsSeen, plan.note(), feeder);
  }

  double[] weights() {
    return weights;
  }

  double[] biases() {
    return bias;
  }

  int inputs() {
    return inputs;
  }
}
