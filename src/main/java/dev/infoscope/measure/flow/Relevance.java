// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.numeric.Require;

/**
 * Equation 3 of the paper: the information of a source unit about a target unit, less what it
 * shares with the other units of its layer.
 *
 * <pre>{@code
 * NIF(i -> k) = I(X_i ; Q_k) - beta sum_{j < i} I(X_i ; X_j)
 * }</pre>
 *
 * <p>Beta is 5e-4 in the paper, at which the redundancy cannot be seen; 0 leaves it out.
 *
 * @param beta weight of the redundancy, at least 0
 * @param others which other units count
 * @param wholeLayer whether the first term is I(X;Q_k) of the whole source layer, as printed; it is
 *     then the same for all i and draws all links into a unit alike
 */
public record Relevance(double beta, Others others, boolean wholeLayer) {
  /** The information of the pair alone, which made the paper's figures. */
  public static final Relevance PAIR = new Relevance(0, Others.PRECEDING, false);

  /** Which other units of the source layer count as redundant. */
  public enum Others {
    /** The sum over those with a lower number, as printed; depends on how units are numbered. */
    PRECEDING,
    /** The mean over all others. */
    ALL
  }

  /**
   * Checks beta.
   *
   * @throws IllegalArgumentException unless it is finite and at least 0
   */
  public Relevance {
    Require.that(beta >= 0 && Double.isFinite(beta), "beta (%s) must be finite and >= 0", beta);
  }

  /**
   * With redundancy.
   *
   * @param beta its weight; 5e-4 in the paper
   * @return pairs, preceding units
   */
  public static Relevance withBeta(double beta) {
    return new Relevance(beta, Others.PRECEDING, false);
  }

  /** What each unit shares with the others, bits, from the pairs within its layer. */
  double[] redundancy(double[][] within) {
    double[] redundancy = new double[within.length];
    for (int i = 0; i < redundancy.length; i++) {
      for (int j = 0; j < (others == Others.ALL ? within.length : i); j++) {
        redundancy[i] += j == i ? 0 : within[i][j];
      }
      if (others == Others.ALL && within.length > 1) {
        redundancy[i] /= within.length - 1;
      }
    }
    return redundancy;
  }
}
