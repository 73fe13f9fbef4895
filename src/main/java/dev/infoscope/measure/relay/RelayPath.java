// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Neurons leaving a relay set one by one, from all of them to none, and the relay information of
 * what is left.
 *
 * @param removed units in the order they left, {@code [units]}
 * @param values I_R in bits after 0, 1, ... have left, {@code [units + 1]}: first I_R(Y), last 0
 * @param corrected the same with the bias correction of Miller and Madow taken cell by cell, not
 *     clamped
 * @param ties how many neurons were as good to remove as the one that was, itself included, {@code
 *     [units]}; above 1 the order is arbitrary
 * @param active cells of the complement in which class and prediction vary, {@code [units + 1]}; 0
 *     where nothing is left to relay
 */
@SuppressWarnings("ArrayRecordComponent")
public record RelayPath(
    int[] removed, double[] values, double[] corrected, int[] ties, int[] active) {

  /** From what aggregated relay information counts losses. */
  public enum Reference {
    /** I_R after the first removal, as the paper's code does; does not see the first loss. */
    FIRST_REMOVAL,
    /** I_R of all neurons. */
    ALL
  }

  /**
   * Number of neurons.
   *
   * @return at least 1
   */
  public int units() {
    return removed.length;
  }

  /**
   * Who is left.
   *
   * @param size how many, from 0 to {@code units()}
   * @return units, ascending
   */
  public int[] survivors(int size) {
    Require.that(size >= 0 && size <= units(), "size (%d) must be from 0 to %d", size, units());
    int[] left = Arrays.copyOfRange(removed, units() - size, units());
    Arrays.sort(left);
    return left;
  }

  /**
   * Relay information of the survivors.
   *
   * @param size how many, from 0 to {@code units()}
   * @return I_R in bits
   */
  public double value(int size) {
    return values[units() - size];
  }

  /**
   * The smallest set of survivors that keeps a share of the relay information of all neurons: the
   * module of the class.
   *
   * @param share above 0, at most 1; 0.95 is usual
   * @return its size, the fragmentation of the information; {@code NaN} when all neurons together
   *     relay nothing, or less
   */
  public double moduleSize(double share) {
    Require.that(share > 0 && share <= 1, "share (%s) must be above 0 and at most 1", share);
    if (!(values[0] > Concept.TIE)) {
      return Double.NaN;
    }
    int size = 0;
    while (value(size) < share * values[0]) {
      size++;
    }
    return size;
  }

  /**
   * Aggregated relay information: what was lost while a neuron was still there,
   *
   * <pre>{@code
   * A_j = sum over removals s that j survives of (reference - v_s)
   * }</pre>
   *
   * <p>Not bounded by 1, grows with the number of neurons, and depends on the order where there are
   * ties: of two duplicates one gets everything.
   *
   * @param reference what losses are counted from
   * @return A in bits, {@code [units]}
   */
  public double[] aggregated(Reference reference) {
    double from = units() == 0 ? 0 : values[reference == Reference.ALL ? 0 : 1];
    double[] aggregated = new double[units()];
    double sum = 0;
    for (int s = 0; s < removed.length; s++) {
      aggregated[removed[s]] = sum;
      sum += from - values[s + 1];
    }
    return aggregated;
  }
}
