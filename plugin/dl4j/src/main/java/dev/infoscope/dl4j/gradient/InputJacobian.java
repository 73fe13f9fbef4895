// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.autodiff.PassBuffers;
import dev.infoscope.dl4j.probe.Blocks;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Cancellation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Jacobian of layers times the input less the baseline, {@code sum over i of dh_j/dx_i (x_i -
 * x'_i)} at the input x, of unit j summed over its positions: one pass back to the inputs per unit,
 * for all examples of a batch at once. At a kink it is what the layer's own gradient is there.
 */
final class InputJacobian implements AutoCloseable {
  /** Units of all layers together, beyond which passes would take too long. */
  private static final long MOST_UNITS = 1 << 14;

  private final GradientGraph graph;
  private final PathBatch batch;
  private final INDArray[] inputs;
  private final INDArray[] steps;

  /**
   * The Jacobian at a batch.
   *
   * @param graph that has begun with the batch
   * @param batch inputs and baselines
   */
  InputJacobian(GradientGraph graph, PathBatch batch) {
    this.graph = graph;
    this.batch = batch;
    this.inputs = batch.at(1);
    this.steps = batch.whole();
  }

  /**
   * Refuses layers with too many units.
   *
   * @param units of all layers together
   * @throws RefusedPlan if there are more than 16,384
   */
  static void requireFew(long units) {
    if (units > MOST_UNITS) {
      throw new RefusedPlan(
          String.format(
              Locale.ROOT,
              "jacobian-input takes a pass back for each of %d units, at most %d",
              units,
              MOST_UNITS));
    }
  }

  /** The inputs' own, {@code x - x'}. */
  INDArray ofInput(int number) {
    return steps[number];
  }

  /**
   * That of a layer.
   *
   * @param index of the layer
   * @param layout of its array
   * @return {@code [rows x units]}
   */
  UnitSums ofLayer(int index, ArrayLayout layout) {
    UnitSums shape = PassBuffers.use(() -> UnitSums.required(value(index), batch.rows(), layout));
    int units = shape.values().length / batch.rows();
    double[] products = new double[shape.values().length];
    for (int unit = 0; unit < units; unit++) {
      Cancellation.check();
      int chosen = unit;
      double[] found = PassBuffers.use(() -> ofUnit(index, chosen, layout));
      for (int row = 0; row < found.length; row++) {
        products[row * units + unit] = found[row];
      }
    }
    return new UnitSums(products, shape.how());
  }

  private INDArray value(int index) {
    return Objects.requireNonNull(graph.forwardTo(index, inputs).get(index));
  }

  /** Per example; passes back use up what a pass forward has put aside, so each has its own. */
  private double[] ofUnit(int index, int unit, ArrayLayout layout) {
    INDArray value = value(index);
    INDArray seed = Nd4j.zeros(value.dataType(), value.shape());
    seed.slice(unit, layout.units(value.rank())).assign(1);
    Map<Source, INDArray> gradients = graph.backwardFrom(index, seed);
    double[] found = new double[batch.rows()];
    for (int i = 0; i < steps.length; i++) {
      INDArray gradient = gradients.get(Source.input(i));
      if (gradient != null) {
        double[] part = dots(gradient, steps[i]);
        Arrays.setAll(found, row -> found[row] + part[row]);
      }
    }
    return found;
  }

  /** Scalar products of the rows of two arrays. */
  private static double[] dots(INDArray left, INDArray right) {
    long rows = right.size(0);
    return Blocks.doubles(left.mul(right).reshape('c', rows, right.length() / rows).sum(1));
  }

  @Override
  public void close() {
    Blocks.close(List.of(inputs), List.of());
    Blocks.close(List.of(steps), List.of());
  }
}
