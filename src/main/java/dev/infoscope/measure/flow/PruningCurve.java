// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Accuracy as more and more of a network is taken away.
 *
 * @param accuracies with nothing taken away first, with all of it last; at least two
 */
@SuppressWarnings("ArrayRecordComponent")
public record PruningCurve(double[] accuracies) {
  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if there are fewer than two
   */
  public PruningCurve {
    Require.atLeast("accuracies", accuracies.length, 2);
    accuracies = accuracies.clone();
  }

  /**
   * Area under the curve by trapezia, its width taken as 1.
   *
   * @return from 0 to 1; the higher, the less accuracy was lost
   */
  public double area() {
    double sum = 0;
    for (int i = 1; i < accuracies.length; i++) {
      sum += (accuracies[i - 1] + accuracies[i]) / 2;
    }
    return sum / (accuracies.length - 1);
  }

  @Override
  public double[] accuracies() {
    return accuracies.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PruningCurve that && Arrays.equals(accuracies, that.accuracies);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(accuracies);
  }

  @Override
  public String toString() {
    return "PruningCurve" + Arrays.toString(accuracies);
  }
}
