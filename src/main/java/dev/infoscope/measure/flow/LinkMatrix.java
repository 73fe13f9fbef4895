// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.estimate.chance.Chances;
import dev.infoscope.numeric.Require;

/**
 * The links between two layers: what each unit of one knows of each unit of the other.
 *
 * @param source position of the layer the links leave, in {@link FlowGraph#layers()}
 * @param target position of the layer they enter
 * @param bits {@code [units of source][units of target]}; exactly 0 at a dead unit, {@code NaN}
 *     where there is no number; estimates of little can be negative
 * @param chances how likely independent units read as much, same shape
 * @param samples examples behind every link
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinkMatrix(int source, int target, double[][] bits, Chances chances, int samples) {
  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if the layers are not in order or shapes disagree
   */
  public LinkMatrix {
    Require.that(
        0 <= source && source < target, "source (%d) must be before target (%d)", source, target);
    Require.that(bits.length > 0, "there must be units");
  }

  /**
   * The same with chances as numbers.
   *
   * @param source position of the layer the links leave
   * @param target position of the layer they enter
   * @param bits {@code [units of source][units of target]}
   * @param pValues same shape; {@code NaN} where the null gives none, empty when none was taken
   * @param samples examples behind every link
   * @throws IllegalArgumentException if the layers are not in order or shapes disagree
   */
  public LinkMatrix(int source, int target, double[][] bits, double[][] pValues, int samples) {
    this(source, target, bits, Chances.of(pValues), samples);
    Require.that(
        pValues.length == 0 || pValues.length == bits.length,
        "%d rows of p-values must be as many as of bits (%d)",
        pValues.length,
        bits.length);
  }

  /**
   * The mean over all links, dead ones included.
   *
   * @return bits; {@code NaN} if one of them is
   */
  public double mean() {
    double sum = 0;
    for (double[] row : bits) {
      for (double value : row) {
        sum += value;
      }
    }
    return sum / ((double) bits.length * bits[0].length);
  }

  /**
   * A link as a weight of the graph.
   *
   * @param i unit of the source, by its place among those measured
   * @param j unit of the target
   * @return bits, at least 0; 0 where there is no number
   */
  public double weight(int i, int j) {
    return bits[i][j] > 0 ? bits[i][j] : 0;
  }

  /**
   * Names the links that stand out from chance (Benjamini and Hochberg).
   *
   * @param rate share of false ones to put up with, above 0 and below 1
   * @return whether a link is named, same shape as {@link #bits}; not to be changed
   * @throws IllegalStateException if no null was taken
   */
  public boolean[][] dependent(double rate) {
    Require.that(rate > 0 && rate < 1, "rate (%s) must be above 0 and below 1", rate);
    if (!chances.isTaken()) {
      throw new IllegalStateException("no null was taken of the links");
    }
    return chances.named(rate);
  }

  /**
   * Whether every link that has a value has its chance too.
   *
   * @return false if no null was taken, or there are too few examples for it
   */
  public boolean isJudged() {
    for (int i = 0; chances.isTaken() && i < bits.length; i++) {
      for (int j = 0; j < bits[i].length; j++) {
        if (!chances.isKnown(i, j) && !Double.isNaN(bits[i][j])) {
          return false;
        }
      }
    }
    return chances.isTaken();
  }

  /**
   * The same with all links that do not stand out cut.
   *
   * @param rate as for {@link #dependent}
   * @return a copy whose other links are 0, and {@code NaN} where the null gives no chance to judge
   *     them by
   * @throws IllegalStateException if no null was taken
   */
  public LinkMatrix filtered(double rate) {
    boolean[][] named = dependent(rate);
    double[][] kept = new double[bits.length][bits[0].length];
    for (int i = 0; i < kept.length; i++) {
      for (int j = 0; j < kept[i].length; j++) {
        kept[i][j] = named[i][j] ? bits[i][j] : chances.isKnown(i, j) ? 0 : Double.NaN;
      }
    }
    return new LinkMatrix(source, target, kept, chances, samples);
  }
}
