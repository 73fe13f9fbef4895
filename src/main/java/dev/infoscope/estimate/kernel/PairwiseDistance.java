// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The pairwise-distance bounds of Kolchinsky and Tracey 2017 (doi 10.3390/e19070361) on the
 * information in a layer T to which Gaussian noise of variance v is added:
 *
 * <pre>{@code
 * I(X;T) <= -1/N sum_i ln 1/N sum_j exp(-|t_i - t_j|^2 / 2v)     (upper)
 * I(X;T) >= the same with 4v in place of v                       (lower)
 * I(T;Y)  = the bound on all rows - sum_y p(y) bound on the rows of class y
 * }</pre>
 *
 * <p>X is the identity of the row, so no bound exceeds log2 N; both equal it when the noise is
 * small against all distances, and then they say nothing. A difference of two bounds is no bound:
 * I(T;Y) can dip below 0 and is clipped there.
 *
 * <p>Both bounds come from one exponential, as {@code e = exp(-D/8v)} serves the lower and {@code
 * e^4} the upper one. O(N^2 units / 2) multiply-adds and O(N^2 / 2) exponentials, no matrix is
 * kept. Same input, same bits.
 */
public final class PairwiseDistance {
  /** Below this exponent a neighbour adds less than 3e-20 to a sum that is at least 1. */
  private static final double NEGLIGIBLE = -45;

  private final LabelGroups groups;
  private final ShuffledGroups shuffled;
  private final double variance;
  private final double[] upper; // per row, sum over all rows
  private final double[] lower;
  private final double[] upperWithin; // per row, sum over the rows of its class
  private final double[] lowerWithin;

  private PairwiseDistance(LabelGroups groups, double variance, int shuffles, long seed) {
    this.groups = groups;
    this.variance = variance;
    this.shuffled = new ShuffledGroups(groups, shuffles, seed);
    upper = ones(groups.rows());
    lower = ones(groups.rows());
    upperWithin = ones(groups.rows());
    lowerWithin = ones(groups.rows());
  }

  /**
   * Computes both bounds of both informations.
   *
   * @param activations values of the layer, {@code [examples x units]}, all finite
   * @param labels one per example, from 0
   * @param variance of the noise, in squared units of the activations, above 0
   * @param shuffles how often to shuffle labels for the null, 0 for no null
   * @param seed of the shuffles
   * @return the bounds, in bits
   * @throws IllegalArgumentException if shapes disagree, there is no row, or the variance is not
   *     positive
   */
  public static PairwiseBounds bounds(
      Activations activations, int[] labels, double variance, int shuffles, long seed) {
    Require.that(
        activations.examples() == labels.length,
        "activations have %d rows, labels %d",
        activations.examples(),
        labels.length);
    Require.atLeast("examples", labels.length, 1);
    Require.positive("variance", variance);
    LabelGroups groups = LabelGroups.of(labels);
    PairwiseDistance sums = new PairwiseDistance(groups, variance, shuffles, seed);
    new DistanceTiles(CenteredColumns.of(activations, groups.order())).forEach(sums::accept);
    return sums.bounds();
  }

  /** Takes the squared distances of row {@code i} to the rows {@code from} to {@code to - 1}. */
  private void accept(int i, int from, int to, double[] squares) {
    double scale = -1 / (8 * variance);
    double[] weak = squares; // becomes exp(-D/8v) in place
    for (int k = 0; k < to - from; k++) {
      double exponent = squares[k] * scale;
      weak[k] = exponent < NEGLIGIBLE ? 0 : Math.exp(Math.min(0, exponent));
    }
    int within = Math.max(from, Math.min(to, groups.start(i)));
    double sumLower = 0;
    double sumUpper = 0;
    for (int j = from; j < within; j++) {
      double e = weak[j - from];
      double e4 = e * e * (e * e);
      sumLower += e;
      sumUpper += e4;
      lower[j] += e;
      upper[j] += e4;
    }
    double sumLowerWithin = 0;
    double sumUpperWithin = 0;
    for (int j = within; j < to; j++) {
      double e = weak[j - from];
      double e4 = e * e * (e * e);
      sumLowerWithin += e;
      sumUpperWithin += e4;
      lower[j] += e;
      upper[j] += e4;
      lowerWithin[j] += e;
      upperWithin[j] += e4;
    }
    lower[i] += sumLower + sumLowerWithin;
    upper[i] += sumUpper + sumUpperWithin;
    lowerWithin[i] += sumLowerWithin;
    upperWithin[i] += sumUpperWithin;
    shuffled.accept(i, from, to, weak);
  }

  private PairwiseBounds bounds() {
    double rows = groups.rows();
    double inputUpper = Bits.log2(rows) - meanLog(upper);
    double inputLower = Bits.log2(rows) - meanLog(lower);
    double entropy = groups.entropy();
    return new PairwiseBounds(
        Math.max(0, inputUpper),
        Math.max(0, inputLower),
        label(upper, upperWithin, entropy),
        label(lower, lowerWithin, entropy),
        shuffled.upper(meanLog(upper), entropy),
        shuffled.lower(meanLog(lower), entropy));
  }

  /** I(T;Y): the log N and log N_y terms differ by the entropy of the labels. */
  private static double label(double[] all, double[] within, double entropy) {
    return Math.max(0, entropy + meanLog(within) - meanLog(all));
  }

  static double meanLog(double[] sums) {
    double total = 0;
    for (double sum : sums) {
      total += Bits.log2(sum);
    }
    return total / sums.length;
  }

  /** Sums that hold the distance of each row to itself already. */
  static double[] ones(int rows) {
    double[] sums = new double[rows];
    Arrays.fill(sums, 1);
    return sums;
  }
}
