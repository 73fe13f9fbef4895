// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.SplittableRandom;

/**
 * Two vectors of a known law.
 *
 * @param name as in the benchmark, with both dimensions
 * @param family of which figure it is part
 * @param units of x, after it was transformed
 * @param others units of y
 * @param drawn units of either before that
 * @param truth bits
 * @param law they are drawn from
 * @param left what is done to x
 * @param right what is done to y
 */
record ContinuousTask(
    String name,
    String family,
    int units,
    int others,
    int drawn,
    double truth,
    PairLaw law,
    Transform left,
    Transform right)
    implements AuditTask {

  @Override
  public AuditSample draw(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[rows * units];
    double[] y = new double[rows * others];
    double[] first = new double[drawn];
    double[] second = new double[drawn];
    for (int row = 0; row < rows; row++) {
      law.draw(random, first, second);
      System.arraycopy(left.of(first), 0, x, row * units, units);
      System.arraycopy(right.of(second), 0, y, row * others, others);
    }
    return AuditSample.ofPairs(x, units, y, others);
  }
}
