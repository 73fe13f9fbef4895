// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Require;

/**
 * The nearest neighbours of rows in two variables at once: distance is the larger of the two
 * distances, each in the maximum norm. Balls are closed; the row itself is no neighbour. An open
 * ball is a closed one of radius {@link Math#nextDown}.
 *
 * <p>All comparisons are those of the exact differences in double precision, so every
 * implementation answers alike.
 */
public interface Neighbours {
  /**
   * Moves to a row and finds its k nearest neighbours.
   *
   * @param row from 0
   */
  void moveTo(int row);

  /**
   * Distance of the k-th nearest neighbour.
   *
   * @return the distance
   */
  double radius();

  /**
   * Largest distance in the first variable among all neighbours within {@link #radius}.
   *
   * @return the distance
   */
  double radiusX();

  /**
   * Largest distance in the second variable among all neighbours within {@link #radius}.
   *
   * @return the distance
   */
  double radiusY();

  /**
   * Number of neighbours within a distance.
   *
   * @param distance not negative
   * @return how many
   */
  int within(double distance);

  /**
   * Number of neighbours within a distance in the first variable alone.
   *
   * @param distance not negative
   * @return how many
   */
  int withinX(double distance);

  /**
   * Number of neighbours within a distance in the second variable alone.
   *
   * @param distance not negative
   * @return how many
   */
  int withinY(double distance);

  /**
   * The same with working memory of its own, for another thread.
   *
   * @return a copy
   */
  Neighbours fork();

  /**
   * Chooses the search algorithm.
   *
   * @param x first variable, finite, {@code k < rows}
   * @param y second variable, same number of rows
   * @param k how many neighbours, at least 1
   * @return at no row yet
   */
  static Neighbours of(ValueColumns x, ValueColumns y, int k) {
    return x.isScalar() && y.isScalar()
        ? new ScalarNeighbours(x.columns()[0], y.columns()[0], k)
        : new VectorNeighbours(x, y, k);
  }

  /**
   * Checks what every estimator by neighbours checks.
   *
   * @param rowsX rows of the first variable
   * @param rowsY rows of the second
   * @throws IllegalArgumentException if they differ
   */
  static void check(int rowsX, int rowsY) {
    Require.that(rowsX == rowsY, "rows differ: %d and %d", rowsX, rowsY);
  }
}
