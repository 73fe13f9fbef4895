// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.shadow.ArrayLayout;
import dev.infoscope.network.Intervention;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Broadcast;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Holds units of a layer's output at values; the units lie along one dimension. What is NaN or
 * infinite stays NaN.
 */
final class Clamping {
  private Clamping() {}

  /** A copy with the units held; the array stays as it is. */
  static INDArray apply(INDArray output, Intervention intervention, ArrayLayout layout) {
    int dimension = dimension(output, layout);
    int units = (int) output.size(dimension);
    Require.that(
        intervention.highest() < units,
        "unit %d must be below %d, the number of units",
        intervention.highest(),
        units);
    INDArray copy = output.dup('c');
    if (intervention.units().length == 0) {
      return copy;
    }
    double[] factors = new double[units];
    double[] values = new double[units];
    Arrays.fill(factors, 1);
    for (int i = 0; i < intervention.units().length; i++) {
      factors[intervention.units()[i]] = 0;
      values[intervention.units()[i]] = intervention.values()[i];
    }
    try (INDArray keep = vector(factors, output);
        INDArray add = vector(values, output)) {
      Broadcast.mul(copy, keep, copy, dimension);
      Broadcast.add(copy, add, copy, dimension);
    }
    return copy;
  }

  private static int dimension(INDArray output, ArrayLayout layout) {
    int rank = output.rank();
    Require.that(rank >= 2 && rank <= 5, "rank (%d) must be from 2 to 5 to hold units", rank);
    return switch (rank) {
      case 2 -> 1;
      case 3 -> layout.featuresLast() ? 2 : 1;
      default -> layout.channelsLast() ? rank - 1 : 1;
    };
  }

  private static INDArray vector(double[] values, INDArray like) {
    try (INDArray exact = Nd4j.createFromArray(values)) {
      return exact.dataType() == like.dataType() ? exact.dup() : exact.castTo(like.dataType());
    }
  }
}
