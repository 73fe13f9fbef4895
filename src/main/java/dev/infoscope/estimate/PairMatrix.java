// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.estimate.entropy.MillerMadow;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.ChiSquared;
import java.util.Arrays;

/**
 * The mutual information of every unit of layer A with every unit of layer B, as {@code
 * PairwiseInformation} counted it.
 *
 * <p>Independent units read about {@code (K_A - 1)(K_B - 1) / (2 N ln 2)} bits by the plug-in
 * formula; summed over a matrix that is mostly what there is. Look at {@link #millerMadow} and at
 * {@link #pValue} before adding anything up.
 *
 * <p>{@link #inflation} and {@link #pValue} are for one thread at a time.
 */
public final class PairMatrix {
  /** Fewest samples for each degree of freedom, for the null to hold. */
  public static final int SAMPLES_PER_DEGREE = 5;

  private final long samples;
  private final int[][] countsA;
  private final int[][] countsB;
  private final int[] distinctA;
  private final int[] distinctB;
  private final double[] ceilingsA; // log2 of the number of values
  private final double[] ceilingsB;
  private final double[] reciprocalsA; // N sum 1/a - 1
  private final double[] reciprocalsB;
  private final double[][] bits; // [units of A][units of B]
  private final int[][] cells;
  private final ExpectedCells expected;

  /**
   * A matrix of estimates, which keeps the arrays.
   *
   * @param samples behind every pair
   * @param countsA how often each value of each unit of A occurs
   * @param countsB the same of B
   * @param bits the estimates {@code [units of A x units of B]}
   * @param cells occupied cells of the joint table of every pair, shaped alike
   */
  public PairMatrix(
      long samples, int[][] countsA, int[][] countsB, double[][] bits, int[][] cells) {
    this(samples, countsA, countsB, bits, cells, new ExpectedCells());
  }

  /**
   * The same with a memory for {@link #inflation}, which may have served other matrices.
   *
   * @param samples behind every pair
   * @param countsA how often each value of each unit of A occurs
   * @param countsB the same of B
   * @param bits the estimates {@code [units of A x units of B]}
   * @param cells occupied cells of the joint table of every pair, shaped alike
   * @param expected of one thread, as is this matrix then
   */
  public PairMatrix(
      long samples,
      int[][] countsA,
      int[][] countsB,
      double[][] bits,
      int[][] cells,
      ExpectedCells expected) {
    this.expected = expected;
    expected.begin(countsA.length, countsB.length);
    this.samples = samples;
    this.countsA = countsA;
    this.countsB = countsB;
    distinctA = distinct(countsA);
    distinctB = distinct(countsB);
    ceilingsA = ceilings(distinctA);
    ceilingsB = ceilings(distinctB);
    reciprocalsA = reciprocals(samples, countsA);
    reciprocalsB = reciprocals(samples, countsB);
    this.bits = bits;
    this.cells = cells;
  }

  private static int[] distinct(int[][] counts) {
    int[] distinct = new int[counts.length];
    for (int unit = 0; unit < counts.length; unit++) {
      for (int count : counts[unit]) {
        distinct[unit] += count > 0 ? 1 : 0;
      }
    }
    return distinct;
  }

  private static double[] ceilings(int... distinct) {
    return Arrays.stream(distinct).mapToDouble(values -> Bits.log2(Math.max(1, values))).toArray();
  }

  /**
   * Number of samples behind every pair.
   *
   * @return samples
   */
  public long samples() {
    return samples;
  }

  /**
   * Number of rows.
   *
   * @return units of A
   */
  public int unitsA() {
    return distinctA.length;
  }

  /**
   * Number of columns.
   *
   * @return units of B
   */
  public int unitsB() {
    return distinctB.length;
  }

  /**
   * Plug-in information of a pair.
   *
   * @param i unit of A
   * @param j unit of B
   * @return I(A_i;B_j) in bits, at least 0, exactly 0 if either is constant; {@code NaN} without
   *     samples
   */
  public double plugIn(int i, int j) {
    return bits[i][j];
  }

  /**
   * Information of a pair with the bias correction of {@link MillerMadow}.
   *
   * @param i unit of A
   * @param j unit of B
   * @return I(A_i;B_j) in bits, possibly negative, never more than the logarithm of the smaller
   *     number of values; {@code NaN} without samples
   */
  public double millerMadow(int i, int j) {
    // of a copy the correction is positive, for it is made to lift the entropies
    double ceiling = Math.min(ceilingsA[i], ceilingsB[j]);
    return Math.min(ceiling, bits[i][j] + correction(i, j));
  }

  /**
   * What the correction adds; usually negative.
   *
   * @param i unit of A
   * @param j unit of B
   * @return {@code (K_A + K_B - K_AB - 1) / (2 N ln 2)} bits
   */
  public double correction(int i, int j) {
    return (distinctA[i] + distinctB[j] - cells[i][j] - 1) / (2.0 * samples) * Bits.PER_NAT;
  }

  /**
   * Chance that independent units read as much. {@code 2 N ln 2} times the information is
   * chi-squared with {@code (K_A - 1)(K_B - 1)} degrees of freedom if there are many samples (Wilks
   * 1938, doi 10.1214/aoms/1177732360); with fewer it is larger by the factor {@link #inflation},
   * which is divided out (Bartlett 1937, doi 10.1098/rspa.1937.0109). Refused when there are too
   * few samples even so, that is more than one degree of freedom for five samples.
   *
   * @param i unit of A
   * @param j unit of B
   * @return from 0 to 1; 1 if either is constant; {@code NaN} when refused
   */
  public double pValue(int i, int j) {
    return hasNull(i, j) ? chance(bits[i][j] / inflation(i, j), freedom(i, j)) : Double.NaN;
  }

  /**
   * How much more independent units read on average than the chi-squared distribution says: {@link
   * ExpectedInformation} by {@code (K_A - 1)(K_B - 1) / (2 N ln 2)} bits. Where it is less, as in
   * tables with many cells that are almost empty, 1: chances are then too large, never too small.
   *
   * @param i unit of A
   * @param j unit of B
   * @return at least 1; 1.08 for two units of eight equally frequent values and 245 samples
   */
  public double inflation(int i, int j) {
    double chiSquared = freedom(i, j) / (2.0 * samples) * Bits.PER_NAT;
    return chiSquared > 0
        ? Math.max(1, expected.information(i, countsA[i], j, countsB) / chiSquared)
        : 1;
  }

  /**
   * Not less than {@link #inflation}, and cheap: of its excess over 1 three times what Williams's
   * expansion has for it, {@code (N sum 1/a - 1)(N sum 1/b - 1) / (6 N (K_A - 1)(K_B - 1))} (1976,
   * doi 10.1093/biomet/63.1.33). With few samples the excess is larger than the expansion has it,
   * but not twice as large in any table that was tried; with many it is as large.
   *
   * @param i unit of A
   * @param j unit of B
   * @return at least 1; infinity without degrees of freedom
   */
  public double mostInflation(int i, int j) {
    double freedom = (double) (distinctA[i] - 1) * (distinctB[j] - 1);
    return 1 + reciprocalsA[i] * reciprocalsB[j] / (2.0 * samples * freedom);
  }

  private static double[] reciprocals(long samples, int[]... counts) {
    double[] found = new double[counts.length];
    for (int unit = 0; unit < found.length; unit++) {
      double sum = 0;
      for (int count : counts[unit]) {
        sum += count > 0 ? 1.0 / count : 0;
      }
      found[unit] = samples * sum - 1;
    }
    return found;
  }

  /**
   * Whether there are enough samples for {@link #pValue}.
   *
   * @param i unit of A
   * @param j unit of B
   * @return false if it is refused
   */
  public boolean hasNull(int i, int j) {
    return hasNull((distinctA[i] - 1L) * (distinctB[j] - 1));
  }

  /**
   * Whether there are enough samples for so many degrees of freedom.
   *
   * @param freedom at least 0
   * @return false if {@link #pValue} is refused
   */
  public boolean hasNull(long freedom) {
    return samples > 0 && SAMPLES_PER_DEGREE * freedom <= samples;
  }

  /**
   * Number of values a unit takes.
   *
   * @param i unit of A
   * @return {@code K_A}
   */
  public int valuesA(int i) {
    return distinctA[i];
  }

  /**
   * Number of values a unit takes.
   *
   * @param j unit of B
   * @return {@code K_B}
   */
  public int valuesB(int j) {
    return distinctB[j];
  }

  /**
   * Degrees of freedom of a pair that has a null.
   *
   * @param i unit of A
   * @param j unit of B
   * @return {@code (K_A - 1)(K_B - 1)}
   */
  public int freedom(int i, int j) {
    return (distinctA[i] - 1) * (distinctB[j] - 1);
  }

  /**
   * Chance of as much by the chi-squared distribution.
   *
   * @param information plug-in by {@link #inflation}, bits
   * @param freedom from {@link #freedom}
   * @return from 0 to 1, falling with the information; 1 without freedom
   */
  public double chance(double information, int freedom) {
    return freedom == 0
        ? 1
        : ChiSquared.upperTail(2 * samples * information / Bits.PER_NAT, freedom);
  }
}
