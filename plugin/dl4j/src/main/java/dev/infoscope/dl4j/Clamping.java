// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.Intervention;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Holds units of a layer's output at values; the units lie along one dimension. What is NaN or
 * infinite stays NaN.
 */
final class Clamping {
  private Clamping() {}

  /**
   * A copy with the units held; the array stays as it is.
   *
   * @param output of a layer
   * @param intervention units and their values
   * @param layout of the output
   * @param examples in it; the units of towers are those of one after the other
   * @return of the same shape
   */
  static INDArray apply(
      INDArray output, Intervention intervention, ArrayLayout layout, int examples) {
    int rank = output.rank();
    Require.that(rank >= 2 && rank <= 5, "rank (%d) must be from 2 to 5 to hold units", rank);
    INDArray copy = output.dup('c');
    boolean vectors = rank == 3 && layout.vectors();
    INDArray held = vectors ? copy.reshape('c', copy.size(0), -1) : copy;
    int dimension = vectors ? 1 : layout.units(rank);
    int towers = output.size(0) == examples ? 1 : layout.towers();
    int units = (int) held.size(dimension);
    Require.that(
        intervention.highest() < units * towers,
        "unit %d must be below %d, the number of units",
        intervention.highest(),
        units * towers);
    for (int tower = 0; tower < towers && intervention.units().length > 0; tower++) {
      hold(part(held, tower, towers), intervention, dimension, tower * units);
    }
    return copy;
  }

  private static INDArray part(INDArray held, int tower, int towers) {
    long each = held.size(0) / towers;
    return towers == 1 ? held : held.get(NDArrayIndex.interval(tower * each, (tower + 1) * each));
  }

  /** Holds the units from {@code first} on, as many as there are. */
  private static void hold(INDArray part, Intervention intervention, int dimension, int first) {
    int units = (int) part.size(dimension);
    double[] factors = new double[units];
    double[] values = new double[units];
    Arrays.fill(factors, 1);
    for (int i = 0; i < intervention.units().length; i++) {
      int unit = intervention.units()[i] - first;
      if (unit >= 0 && unit < units) {
        factors[unit] = 0;
        values[unit] = intervention.values()[i];
      }
    }
    try (INDArray keep = vector(factors, part);
        INDArray add = vector(values, part)) {
      Broadcast.mul(part, keep, part, dimension);
      Broadcast.add(part, add, part, dimension);
    }
  }

  private static INDArray vector(double[] values, INDArray like) {
    try (INDArray exact = Nd4j.createFromArray(values)) {
      return exact.dataType() == like.dataType() ? exact.dup() : exact.castTo(like.dataType());
    }
  }
}
