// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.Require;

/**
 * How far the parameters w of one layer have moved between snapshots, as sums over its parameters;
 * u is the update {@code w(t) - w(t-1)} since the last snapshot. Filled piece by piece. Not
 * thread-safe.
 */
public final class ParameterMotion {
  private final Layer layer;
  private final int snapshots;
  private long parameters;
  private double absoluteWeights;
  private double squaredWeights;
  private double absoluteUpdate;
  private double squaredUpdate;
  private double squaredLastUpdate;
  private double product;
  private double squaredDistance;
  private double squaredFirst;

  /**
   * Nothing summed yet.
   *
   * @param layer whose parameters
   * @param snapshots how many there have been, this one included; below 2 there is no update, below
   *     3 none before it
   */
  public ParameterMotion(Layer layer, int snapshots) {
    this.layer = layer;
    this.snapshots = Require.atLeast("snapshots", snapshots, 1);
  }

  /**
   * Adds some of the parameters.
   *
   * @param now {@code w(t)}
   * @param before {@code w(t-1)}; of the first snapshot {@code w(t)} again
   * @param first {@code w(1)}, of the first finite snapshot
   * @param lastUpdate {@code w(t-1) - w(t-2)}; 0 while there was none
   * @throws IllegalArgumentException if they are not equally many
   */
  public void add(double[] now, double[] before, double[] first, double[] lastUpdate) {
    int count = now.length;
    Require.that(
        before.length == count && first.length == count && lastUpdate.length == count,
        "%d parameters, %d before, %d first and %d updates must be equally many",
        count,
        before.length,
        first.length,
        lastUpdate.length);
    add(now, before, first, lastUpdate, count);
  }

  /**
   * The same of arrays that may be longer.
   *
   * @param now {@code w(t)}
   * @param before {@code w(t-1)}
   * @param first {@code w(1)}
   * @param lastUpdate {@code w(t-1) - w(t-2)}
   * @param count how many of them are added, from index 0
   */
  public void add(double[] now, double[] before, double[] first, double[] lastUpdate, int count) {
    parameters += count;
    for (int i = 0; i < count; i++) {
      double update = now[i] - before[i];
      double distance = now[i] - first[i];
      absoluteWeights += Math.abs(now[i]);
      squaredWeights += now[i] * now[i];
      absoluteUpdate += Math.abs(update);
      squaredUpdate += update * update;
      squaredLastUpdate += lastUpdate[i] * lastUpdate[i];
      product += update * lastUpdate[i];
      squaredDistance += distance * distance;
      squaredFirst += first[i] * first[i];
    }
  }

  /**
   * Whose parameters these are.
   *
   * @return the layer
   */
  public Layer layer() {
    return layer;
  }

  /**
   * How many snapshots there have been, this one included.
   *
   * @return at least 1
   */
  public int snapshots() {
    return snapshots;
  }

  /**
   * How many parameters were added.
   *
   * @return of the layer
   */
  public long parameters() {
    return parameters;
  }

  /**
   * Mean magnitude of the update over that of the weights, {@code sum |u| / sum |w|}.
   *
   * @return {@code NaN} where all weights are 0, or a value is not finite
   */
  public double magnitudeRatio() {
    return quotient(absoluteUpdate, absoluteWeights);
  }

  /**
   * Euclidean norm of the update over that of the weights, {@code |u| / |w|}.
   *
   * @return {@code NaN} where all weights are 0, or a value is not finite
   */
  public double euclideanRatio() {
    return quotient(Math.sqrt(squaredUpdate), Math.sqrt(squaredWeights));
  }

  /**
   * Cosine between this update and the one before, {@code u(t) . u(t-1) / (|u(t)| |u(t-1)|)}.
   *
   * @return in [-1, 1]; {@code NaN} where either is 0, or a value is not finite
   */
  public double cosine() {
    double cosine = quotient(product, Math.sqrt(squaredUpdate) * Math.sqrt(squaredLastUpdate));
    return Math.max(-1, Math.min(1, cosine));
  }

  /**
   * Distance from the first finite snapshot relative to the weights there, {@code |w(t) - w(1)| /
   * |w(1)|}.
   *
   * @return {@code NaN} where all first weights were 0, or a value is not finite
   */
  public double distance() {
    return quotient(Math.sqrt(squaredDistance), Math.sqrt(squaredFirst));
  }

  /**
   * Whether the parameters are finite now, whatever they were before.
   *
   * @return false where one, or their sum of squares, is not
   */
  public boolean isFinite() {
    return Double.isFinite(squaredWeights);
  }

  /**
   * Whether there is an update between two finite snapshots.
   *
   * @return false at the first snapshot, and where this or the last one is not finite
   */
  public boolean hasUpdate() {
    return snapshots > 1 && Double.isFinite(squaredUpdate);
  }

  /**
   * Whether there is one before it too.
   *
   * @return false before the third snapshot, and where one of the last three is not finite
   */
  public boolean hasTwoUpdates() {
    return hasUpdate() && snapshots > 2 && Double.isFinite(squaredLastUpdate);
  }

  /**
   * Whether there is something finite to be distant from.
   *
   * @return false where {@code w(1)} or {@code w(t)} is not
   */
  public boolean hasReference() {
    return Double.isFinite(squaredDistance);
  }

  private static double quotient(double part, double whole) {
    double quotient = part / whole;
    return whole > 0 && Double.isFinite(quotient) ? quotient : Double.NaN;
  }
}
