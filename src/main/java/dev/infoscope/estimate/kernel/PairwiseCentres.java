// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.BottomK;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link PairwiseDistance} of many rows, estimated: the outer sum over m centres, a choice of the
 * rows, the inner sum over all N:
 *
 * <pre>{@code
 * I(X;T) <= -1/m sum_(i in centres) log2 1/N sum_j exp(-|t_i - t_j|^2 / 2v)
 * }</pre>
 *
 * <p>The mean over centres is unbiased for the mean over all rows, so ceiling and level stay those
 * of all N rows, unlike those of m rows among themselves. I(T;Y) and its null come from the same
 * centres, with the entropy of the labels of all rows. With s^2 the variance of the terms of the
 * centres, the standard errors are {@code s / sqrt m}, of other rows altogether; by {@code sqrt(1 -
 * m/N)} of that a reading may be off for not having looked at all pairs of these rows.
 *
 * <p>O(m N units) multiply-adds, O(m N) exponentials and O(N units) memory. Same input, same bits.
 */
public final class PairwiseCentres {
  /** All pairs of up to so many rows are taken: 2^23, as many kernels as centres take. */
  public static final int MOST_ROWS = 4096;

  private static final int FEWEST = 200;
  private static final int KERNELS = MOST_ROWS * MOST_ROWS / 2;

  private final LabelGroups groups;
  private final double variance;
  private final CentreSums upper;
  private final @Nullable CentreSums lower;

  private PairwiseCentres(
      LabelGroups groups, double variance, boolean both, ShuffledLabels shuffled, int centres) {
    this.groups = groups;
    this.variance = variance;
    upper = new CentreSums(groups, shuffled, centres);
    lower = both ? new CentreSums(groups, shuffled, centres) : null;
  }

  /**
   * How many centres there are: so many that centres times rows stays at the number of pairs of
   * {@link #MOST_ROWS}.
   *
   * @param rows how many there are, at least 0
   * @return all rows up to {@link #MOST_ROWS}; then {@code 2^23 / rows}, but at least 200
   */
  public static int count(int rows) {
    return rows <= MOST_ROWS ? rows : Math.max(FEWEST, KERNELS / rows);
  }

  /**
   * Chooses centres: the {@link #count} rows whose numbers have the smallest hashes.
   *
   * @param rows how many there are
   * @param seed of the choice; the same seed chooses the same at every snapshot and in every layer
   * @return ascending
   */
  public static int[] of(int rows, long seed) {
    BottomK chosen = new BottomK(count(rows));
    for (int row = 0; row < rows; row++) {
      chosen.offer(Mix.at(seed, row), row);
    }
    int[] centres = chosen.snapshot().rows();
    Arrays.sort(centres);
    return centres;
  }

  /**
   * Estimates both bounds of both informations.
   *
   * @param activations values of the layer, {@code [examples x units]}, all finite
   * @param labels one per example, from 0
   * @param variance of the noise, in squared units of the activations, above 0
   * @param both whether to compute the lower bounds, too
   * @param shuffles how often to shuffle labels for the null, 0 for no null
   * @param seed of the shuffles
   * @param centres of which rows, at least 2, each once
   * @param memory for the values
   * @return the bounds, in bits, and their standard errors
   * @throws IllegalArgumentException if shapes disagree, there are not two centres, or the variance
   *     is not positive
   */
  public static PairwiseBounds bounds(
      Activations activations,
      int[] labels,
      double variance,
      boolean both,
      int shuffles,
      long seed,
      int[] centres,
      TileMemory memory) {
    LabelGroups groups = PairwiseDistance.groups(activations, labels, variance);
    Require.atLeast("centres", centres.length, 2);
    CenteredTiles values = CenteredTiles.of(activations, groups.order(), memory);
    ShuffledLabels shuffled = ShuffledLabels.of(groups, shuffles, seed);
    PairwiseCentres sums = new PairwiseCentres(groups, variance, both, shuffled, centres.length);
    sums.addUp(PairwiseDistance.distances(values, variance, memory), places(groups, centres));
    return PairwiseBounds.of(sums.upper, sums.lower, groups.entropy());
  }

  private static int[] places(LabelGroups groups, int... centres) {
    int[] places = new int[groups.rows()];
    for (int place = 0; place < places.length; place++) {
      places[groups.order()[place]] = place;
    }
    return Arrays.stream(centres).map(row -> places[row]).toArray();
  }

  private void addUp(DistanceTiles distances, int... places) {
    double[] one = new double[groups.rows()];
    double[] two = new double[groups.rows()];
    double[] fourth = new double[groups.rows()];
    for (int i = 0; i < places.length; i += 2) {
      Cancellation.check();
      boolean last = i + 1 == places.length;
      distances.of(places[i], places[last ? i : i + 1], one, two);
      accept(places[i], one, fourth);
      if (!last) {
        accept(places[i + 1], two, fourth);
      }
    }
  }

  /** As {@link PairwiseDistance} does it: one exponential serves both bounds. */
  private void accept(int place, double[] squares, double[] fourth) {
    double scale = 1 / (8 * variance);
    if (lower == null) {
      NegativeExp.applyFourth(squares, squares.length, scale);
      upper.accept(place, squares);
      return;
    }
    NegativeExp.apply(squares, squares.length, scale); // in place: exp(-D/8v)
    PairwiseDistance.fourthPowers(squares, fourth, squares.length);
    upper.accept(place, fourth);
    lower.accept(place, squares);
  }
}
