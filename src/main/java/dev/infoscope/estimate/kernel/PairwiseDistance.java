// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;

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
  private static final int TILE = CenteredTiles.SIZE;

  private final LabelGroups groups;
  private final ShuffledGroups shuffled;
  private final double variance;
  private final TiledSums upper; // per row, sum over all rows
  private final TiledSums lower;
  private final TiledSums upperWithin; // per row, sum over the rows of its class
  private final TiledSums lowerWithin;
  private final double[] strong = new double[TILE];

  private PairwiseDistance(LabelGroups groups, double variance, int shuffles, long seed) {
    this.groups = groups;
    this.variance = variance;
    this.shuffled = new ShuffledGroups(groups, shuffles, seed);
    upper = new TiledSums(groups.rows());
    lower = new TiledSums(groups.rows());
    upperWithin = new TiledSums(groups.rows());
    lowerWithin = new TiledSums(groups.rows());
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
    return bounds(activations, labels, variance, shuffles, seed, new TileMemory());
  }

  /**
   * The same in memory that is used again.
   *
   * @param activations values of the layer, {@code [examples x units]}
   * @param labels class of each example
   * @param variance of the noise, above 0
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the shuffles
   * @param memory for the values
   * @return both bounds
   * @throws IllegalArgumentException as without it
   */
  public static PairwiseBounds bounds(
      Activations activations,
      int[] labels,
      double variance,
      int shuffles,
      long seed,
      TileMemory memory) {
    Require.that(
        activations.examples() == labels.length,
        "activations have %d rows, labels %d",
        activations.examples(),
        labels.length);
    Require.atLeast("examples", labels.length, 1);
    Require.positive("variance", variance);
    LabelGroups groups = LabelGroups.of(labels);
    PairwiseDistance sums = new PairwiseDistance(groups, variance, shuffles, seed);
    new DistanceTiles(CenteredTiles.of(activations, groups.order(), memory)).forEach(sums::accept);
    return sums.bounds();
  }

  /** Takes the squared distances of row {@code i} to the rows {@code from} to {@code to - 1}. */
  private void accept(int i, int from, int to, double[] squares) {
    int count = to - from;
    double[] weak = squares; // becomes exp(-D/8v) in place
    NegativeExp.apply(weak, count, 1 / (8 * variance));
    fourthPowers(weak, strong, count);
    int within = Math.max(0, Math.min(count, groups.start(i) - from));
    add(i, from / TILE, weak, within, count, lower, lowerWithin);
    add(i, from / TILE, strong, within, count, upper, upperWithin);
    shuffled.accept(i, from, to, weak, strong);
  }

  private static void fourthPowers(double[] values, double[] into, int count) {
    for (int k = 0; k < count; k++) {
      into[k] = values[k] * values[k] * (values[k] * values[k]);
    }
  }

  private static void add(
      int row, int tile, double[] kernel, int from, int to, TiledSums all, TiledSums within) {
    double own = sum(kernel, from, to);
    all.add(tile, kernel, 0, to);
    within.add(tile, kernel, from, to);
    all.add(row, sum(kernel, 0, from) + own);
    within.add(row, own);
  }

  /** In four parts that do not wait for each other. */
  private static double sum(double[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 3 < to; k += 4) {
      a += values[k];
      b += values[k + 1];
      c += values[k + 2];
      d += values[k + 3];
    }
    for (; k < to; k++) {
      a += values[k];
    }
    return a + b + (c + d);
  }

  private PairwiseBounds bounds() {
    double rows = groups.rows();
    double meanUpper = upper.meanLog();
    double meanLower = lower.meanLog();
    double entropy = groups.entropy();
    return new PairwiseBounds(
        Math.max(0, Bits.log2(rows) - meanUpper),
        Math.max(0, Bits.log2(rows) - meanLower),
        label(meanUpper, upperWithin, entropy),
        label(meanLower, lowerWithin, entropy),
        shuffled.upper(meanUpper, entropy),
        shuffled.lower(meanLower, entropy));
  }

  /** I(T;Y): the log N and log N_y terms differ by the entropy of the labels. */
  static double label(double meanLogAll, TiledSums within, double entropy) {
    return Math.max(0, entropy + within.meanLog() - meanLogAll);
  }
}
