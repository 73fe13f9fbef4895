// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.neighbours.ValueColumns;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;

/**
 * Sums of squared kernels {@code exp(-distance^2)}, over all pairs of rows and over those of one
 * class, for many labellings of the same rows at once.
 */
final class LabelledSquares {
  private final int[][] labellings;
  private final int rows;
  private final double[] all; // per row, so that the order is fixed
  private final double[][] within; // [labellings x rows]

  LabelledSquares(ValueColumns values, int[]... labellings) {
    this.labellings = labellings;
    rows = values.rows();
    all = new double[rows];
    within = new double[labellings.length][rows];
    LabelGroups order = LabelGroups.of(new int[rows]); // as they stand
    new DistanceTiles(CenteredTiles.of(values, order.order())).forEach(this::accept);
  }

  /** Takes the squared distances of row {@code i} to the rows {@code from} to {@code to - 1}. */
  private void accept(int i, int from, int to, double[] squares) {
    int count = to - from;
    for (int k = 0; k < count; k++) {
      squares[k] = Math.exp(-2 * squares[k]);
      all[i] += squares[k];
    }
    for (int s = 0; s < labellings.length; s++) {
      within[s][i] += ofClass(labellings[s], labellings[s][i], from, count, squares);
    }
  }

  private static double ofClass(int[] labels, int label, int from, int count, double[] squares) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += labels[from + k] == label ? squares[k] : 0;
    }
    return sum;
  }

  /** Bits of each labelling: the entropies of layer and labels less that of both. */
  double[] informations() {
    double[] bits = new double[labellings.length];
    double layer = entropy(total(all));
    for (int s = 0; s < bits.length; s++) {
      bits[s] = layer + entropy(pairsOfClasses(labellings[s])) - entropy(total(within[s]));
    }
    return bits;
  }

  /** Each row with itself, and each pair twice. */
  private double total(double[] sums) {
    return rows + 2 * Arrays.stream(sums).sum();
  }

  private static double pairsOfClasses(int... labels) {
    int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
    for (int label : labels) {
      counts[label]++;
    }
    return Arrays.stream(counts).mapToDouble(count -> (double) count * count).sum();
  }

  private double entropy(double sum) {
    return Math.max(0, -Bits.log2(sum / ((double) rows * rows)));
  }
}
