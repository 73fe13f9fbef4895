// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.numeric.Require;
import org.jspecify.annotations.Nullable;

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
 * kept. Same input, same bits. {@link PairwiseCentres} estimates them where rows are too many.
 */
public final class PairwiseDistance {
  private static final int TILE = CenteredTiles.SIZE;
  private static final int MANY = 256; // rows
  private static final int WIDE = 16;
  private static final double SMALL = 1e-20; // squares that single precision has room for
  private static final double LARGE = 1e20;

  private final LabelGroups groups;
  private final double variance;
  private final BoundSums upper;
  private final @Nullable BoundSums lower;
  private final double[] fourth = new double[TILE];

  private PairwiseDistance(
      LabelGroups groups, double variance, boolean both, int shuffles, long seed) {
    this.groups = groups;
    this.variance = variance;
    upper = new BoundSums(groups, shuffles, seed);
    lower = both ? new BoundSums(groups, shuffles, seed) : null;
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
    LabelGroups groups = groups(activations, labels, variance);
    CenteredTiles values = CenteredTiles.of(activations, groups.order(), new TileMemory());
    PairwiseDistance sums = new PairwiseDistance(groups, variance, true, shuffles, seed);
    return sums.bounds(new DistanceTiles(values));
  }

  /**
   * The same for many layers: to less than 1e-6 bits by products in single precision, which take
   * half the time; in memory that is used again, and without the lower bounds where nobody reads
   * them.
   *
   * <p>In single precision only where the layer's variance is at most {@value #WIDE} times that of
   * the noise and rows are many; elsewhere the same bits as in double precision. Where units and
   * classes are few, the kernels and their sums are in single precision, too.
   *
   * @param activations values of the layer, {@code [examples x units]}
   * @param labels class of each example
   * @param variance of the noise, above 0
   * @param both whether to compute the lower bounds, too
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the shuffles
   * @param memory for the values
   * @return the bounds; the lower ones {@code NaN} if they were not computed
   * @throws IllegalArgumentException as without it
   */
  public static PairwiseBounds ofSnapshot(
      Activations activations,
      int[] labels,
      double variance,
      boolean both,
      int shuffles,
      long seed,
      TileMemory memory) {
    LabelGroups groups = groups(activations, labels, variance);
    CenteredTiles values = CenteredTiles.of(activations, groups.order(), memory);
    if (single(values, variance) && NarrowLayer.suits(values, groups)) {
      int[][] labellings = ShuffledLabels.labellings(groups, shuffles, seed);
      Bound upper = NarrowLayer.bound(values, groups, labellings, variance, memory);
      return PairwiseBounds.of(
          upper,
          both ? NarrowLayer.bound(values, groups, labellings, 4 * variance, memory) : null,
          groups.entropy());
    }
    PairwiseDistance sums = new PairwiseDistance(groups, variance, both, shuffles, seed);
    return sums.bounds(distances(values, variance, memory));
  }

  /** Whether single precision is good enough. */
  private static boolean single(CenteredTiles values, double variance) {
    double square = values.meanSquare();
    boolean near = values.rows() >= MANY && square <= WIDE * variance;
    return near && square > SMALL && square < LARGE;
  }

  /** In single precision where that is good enough. */
  static DistanceTiles distances(CenteredTiles values, double variance, TileMemory memory) {
    return single(values, variance)
        ? new DistanceTiles(values, new FloatProducts(values.rounded(memory)))
        : new DistanceTiles(values);
  }

  static LabelGroups groups(Activations activations, int[] labels, double variance) {
    Require.that(
        activations.examples() == labels.length,
        "activations have %d rows, labels %d",
        activations.examples(),
        labels.length);
    Require.atLeast("examples", labels.length, 1);
    Require.positive("variance", variance);
    return LabelGroups.of(labels);
  }

  /** Takes the squared distances of row {@code i} to the rows {@code from} to {@code to - 1}. */
  private void accept(int i, int from, int to, double[] squares) {
    int count = to - from;
    double scale = 1 / (8 * variance);
    if (lower == null) {
      NegativeExp.applyFourth(squares, count, scale);
      upper.accept(i, from, to, squares);
      return;
    }
    NegativeExp.apply(squares, count, scale); // in place: exp(-D/8v)
    fourthPowers(squares, fourth, count);
    upper.accept(i, from, to, fourth);
    lower.accept(i, from, to, squares);
  }

  static void fourthPowers(double[] values, double[] into, int count) {
    for (int k = 0; k < count; k++) {
      into[k] = values[k] * values[k] * (values[k] * values[k]);
    }
  }

  private PairwiseBounds bounds(DistanceTiles distances) {
    distances.forEach(this::accept);
    return PairwiseBounds.of(upper.bound(), lower == null ? null : lower.bound(), groups.entropy());
  }
}
