// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A bound from the sums of all rows.
 *
 * @param groups of the rows
 * @param all logarithm of the sum of each row's kernels with all rows, bits
 * @param within the same with the rows of its class
 * @param shuffled per shuffle of the labels, the mean over the rows of the same with the rows of
 *     their shuffled class
 */
@SuppressWarnings("ArrayRecordComponent")
record RowBound(LabelGroups groups, double[] all, double[] within, double[] shuffled)
    implements Bound {
  @Override
  public double input() {
    return Math.max(0, Bits.log2(groups.rows()) - mean(all));
  }

  /** The log N and log N_y terms differ by the entropy of the labels. */
  @Override
  public double label(double entropy) {
    return Math.max(0, entropy + mean(within) - mean(all));
  }

  @Override
  public double inputError() {
    return error(i -> all[i]);
  }

  @Override
  public double labelError() {
    int[] sizes = groups.sizes();
    return error(i -> within[i] - all[i] - Bits.log2(sizes[groups.start(i)]));
  }

  private double error(IntToDoubleFunction term) {
    int rows = groups.rows();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += term.applyAsDouble(i);
    }
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double off = term.applyAsDouble(i) - sum / rows;
      squares += off * off;
    }
    return SampleMean.of(sum / rows, squares, rows).standardError();
  }

  @Override
  public ShuffledNull shuffled(double entropy) {
    double meanLog = mean(all);
    return ShuffledNull.of(
        Arrays.stream(shuffled).map(mean -> Math.max(0, entropy + mean - meanLog)).toArray());
  }

  private static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
