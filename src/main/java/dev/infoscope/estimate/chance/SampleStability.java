// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.chance;

import dev.infoscope.numeric.Require;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Whether a reading would be another with more samples: the same estimate on all rows, on half and
 * on a quarter of them, nested. To first order a biased estimate is {@code limit + slope / N}
 * (Treves and Panzeri 1995, doi 10.1162/neco.1995.7.2.399; Strong et al. 1998, arXiv
 * cond-mat/9603127).
 *
 * @param samples N
 * @param full reading on all rows, bits
 * @param half reading on N / 2, bits
 * @param quarter reading on N / 4, bits
 */
public record SampleStability(int samples, double full, double half, double quarter) {
  /**
   * Reads three times.
   *
   * @param samples number of rows, at least 4
   * @param seed of the choice of rows
   * @param reading an estimate, in bits, on the rows whose ascending indices it gets
   * @return the readings
   * @throws IllegalArgumentException if {@code samples < 4}
   */
  public static SampleStability of(int samples, long seed, ToDoubleFunction<int[]> reading) {
    Require.atLeast("samples", samples, 4);
    int[] order = RowSubset.shuffled(samples, new SplittableRandom(seed));
    return new SampleStability(
        samples,
        reading.applyAsDouble(RowSubset.first(order, samples)),
        reading.applyAsDouble(RowSubset.first(order, samples / 2)),
        reading.applyAsDouble(RowSubset.first(order, samples / 4)));
  }

  /**
   * Slope of the least-squares line through the readings against 1/N.
   *
   * @return bits times samples; above 0 where more samples would read less
   */
  public double slope() {
    double x1 = perSample(1);
    double x2 = perSample(2);
    double x4 = perSample(4);
    double x = (x1 + x2 + x4) / 3;
    double mean = (full + half + quarter) / 3;
    double products = (x1 - x) * (full - mean) + (x2 - x) * (half - mean);
    products += (x4 - x) * (quarter - mean);
    return products / ((x1 - x) * (x1 - x) + (x2 - x) * (x2 - x) + (x4 - x) * (x4 - x));
  }

  /**
   * Where the line ends for infinitely many samples. Not an estimate to publish: a hint how far the
   * reading is from it.
   *
   * @return bits
   */
  public double limit() {
    double x = (perSample(1) + perSample(2) + perSample(4)) / 3;
    return (full + half + quarter) / 3 - slope() * x;
  }

  /** 1/N of a part, which holds whole samples. */
  private double perSample(int part) {
    int size = samples / part;
    return 1.0 / size;
  }
}
