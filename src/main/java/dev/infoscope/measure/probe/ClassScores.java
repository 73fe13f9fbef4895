// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.probe;

import dev.infoscope.estimate.chance.Proportion;
import dev.infoscope.network.ClassedRows;
import java.util.Arrays;

/**
 * Accuracies of an output, from counts per class that occurs among the true ones:
 *
 * <pre>{@code
 * accuracy = sum_k hits_k / sum_k n_k
 * balanced = mean_k (hits_k / n_k)                      (Brodersen et al. 2010)
 * }</pre>
 *
 * <p>The interval of the accuracy is Wilson's. That of the balanced accuracy joins Wilson's
 * intervals {@code [l_k, u_k]} of the K classes, as variances add up (MOVER; Zou and Donner 2008,
 * Stat. Med. 27, 1693-1702):
 *
 * <pre>{@code
 * low = balanced - sqrt(sum_k (p_k - l_k)^2) / K,   high = balanced + sqrt(sum_k (u_k - p_k)^2) / K
 * }</pre>
 *
 * <p>Of one class both accuracies and both intervals are equal.
 */
final class ClassScores {
  /** An interval of 95 %. */
  record Interval(double low, double high) {
    static final Interval NONE = new Interval(Double.NaN, Double.NaN);
  }

  private final int[] counts;
  private final int[] hits;
  private final boolean finite;

  ClassScores(ClassedRows rows) {
    int classes = Arrays.stream(rows.labels()).max().orElse(-1) + 1;
    this.counts = new int[classes];
    this.hits = new int[classes];
    for (int row = 0; row < rows.labels().length; row++) {
      int label = rows.labels()[row];
      counts[label]++;
      hits[label] += rows.predictions()[row] == label ? 1 : 0;
    }
    this.finite = Arrays.stream(rows.predictions()).allMatch(said -> said != ClassedRows.NONE);
  }

  /** Whether the output was finite for all examples. */
  boolean isFinite() {
    return finite;
  }

  int examples() {
    return Arrays.stream(counts).sum();
  }

  /** Whether always saying the largest class would be no worse. */
  boolean isAtChance() {
    return Arrays.stream(hits).sum() <= Arrays.stream(counts).max().orElse(0);
  }

  double accuracy() {
    return (double) Arrays.stream(hits).sum() / examples();
  }

  Interval interval() {
    Proportion right = new Proportion(Arrays.stream(hits).sum(), examples());
    return new Interval(right.low(), right.high());
  }

  double balanced() {
    double sum = 0;
    for (int label = 0; label < counts.length; label++) {
      sum += counts[label] == 0 ? 0 : recall(label);
    }
    return sum / classes();
  }

  Interval balancedInterval() {
    double below = 0;
    double above = 0;
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0) {
        Proportion one = new Proportion(hits[label], counts[label]);
        below += Math.pow(recall(label) - one.low(), 2);
        above += Math.pow(one.high() - recall(label), 2);
      }
    }
    double middle = balanced();
    return new Interval(
        middle - Math.sqrt(below) / classes(), middle + Math.sqrt(above) / classes());
  }

  /** One standard deviation of the accuracy, {@code sqrt(p (1-p) / n)}. */
  double standardError() {
    double share = accuracy();
    return Math.sqrt(share * (1 - share) / examples());
  }

  /** One standard deviation of the balanced accuracy; those of its classes add up in squares. */
  double balancedStandardError() {
    double variance = 0;
    for (int label = 0; label < counts.length; label++) {
      double share = counts[label] == 0 ? 0 : recall(label);
      variance += counts[label] == 0 ? 0 : share * (1 - share) / counts[label];
    }
    return Math.sqrt(variance) / classes();
  }

  private double recall(int label) {
    return (double) hits[label] / counts[label];
  }

  private long classes() {
    return Arrays.stream(counts).filter(count -> count > 0).count();
  }
}
