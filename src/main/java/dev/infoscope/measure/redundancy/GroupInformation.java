// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.numeric.XLog2X;
import java.util.Arrays;

/**
 * What a group of binary units says about the label, plug-in: all together, each alone, and each
 * given all others.
 *
 * <pre>{@code
 * I(T_i;Y | T_-i) = H(T) - H(T_-i) - H(T,Y) + H(T_-i,Y)
 * }</pre>
 *
 * <p>in which only patterns matter that differ in unit i alone, since leaving it out joins just
 * these. A unit of which there is a copy adds nothing to the others. O(patterns x units x classes)
 * per reading.
 */
final class GroupInformation {
  private final GroupBits bits;
  private final BinaryPatterns patterns;
  private final int classes;
  private final int samples;
  private final double[] xlog2x;
  private final int[][] joint; // [patterns][classes]
  private final int[] labelCounts;

  GroupInformation(GroupBits bits, BinaryPatterns patterns, int classes) {
    this.bits = bits;
    this.patterns = patterns;
    this.classes = classes;
    samples = bits.pattern().length;
    xlog2x = XLog2X.table(samples);
    joint = new int[patterns.distinct()][classes];
    labelCounts = new int[classes];
  }

  /**
   * Sums over a group, bits.
   *
   * @param together I(T;Y)
   * @param alone sum of I(T_i;Y)
   * @param added sum of I(T_i;Y | T_-i)
   */
  record Sums(double together, double alone, double added) {}

  /** Labels from 0 to classes - 1. */
  Sums read(int... labels) {
    count(labels);
    double alone = 0;
    double added = 0;
    for (int unit = 0; unit < bits.copies().length; unit++) {
      int copies = bits.copies()[unit];
      alone += copies * alone(unit);
      added += copies == 1 ? added(unit) : 0;
    }
    return new Sums(together(), alone, added);
  }

  /** Good-Turing coverage of the pairs of pattern and class that were counted last. */
  double coverage() {
    return Fingerprint.of(Arrays.stream(joint).flatMapToInt(Arrays::stream).toArray()).coverage();
  }

  private void count(int... labels) {
    Arrays.fill(labelCounts, 0);
    for (int[] row : joint) {
      Arrays.fill(row, 0);
    }
    for (int row = 0; row < labels.length; row++) {
      joint[bits.pattern()[row]][labels[row]]++;
      labelCounts[labels[row]]++;
    }
  }

  private double together() {
    double sum = xlog2x[samples] - sum(labelCounts);
    for (int i = 0; i < joint.length; i++) {
      sum += sum(joint[i]) - xlog2x[patterns.count(i)];
    }
    return Math.max(0, sum / samples);
  }

  private double alone(int unit) {
    int[] on = new int[classes];
    for (int i = 0; i < joint.length; i++) {
      if ((patterns.code(i) >>> unit & 1) != 0) {
        add(joint[i], on);
      }
    }
    int ones = Arrays.stream(on).sum();
    double sum = xlog2x[samples] - sum(labelCounts) - xlog2x[ones] - xlog2x[samples - ones];
    for (int label = 0; label < classes; label++) {
      sum += xlog2x[on[label]] + xlog2x[labelCounts[label] - on[label]];
    }
    return Math.max(0, sum / samples);
  }

  private double added(int unit) {
    double sum = 0;
    for (int i = 0; i < joint.length; i++) {
      boolean on = (patterns.code(i) >>> unit & 1) != 0;
      int partner = on ? patterns.partner(i, unit) : -1;
      if (partner >= 0) {
        int own = patterns.count(i);
        int other = patterns.count(partner);
        sum += xlog2x[own + other] - xlog2x[own] - xlog2x[other];
        for (int label = 0; label < classes; label++) {
          int a = joint[i][label];
          int b = joint[partner][label];
          sum -= xlog2x[a + b] - xlog2x[a] - xlog2x[b];
        }
      }
    }
    return Math.max(0, sum / samples);
  }

  private static void add(int[] counts, int[] into) {
    for (int label = 0; label < counts.length; label++) {
      into[label] += counts[label];
    }
  }

  private double sum(int... counts) {
    double sum = 0;
    for (int count : counts) {
      sum += xlog2x[count];
    }
    return sum;
  }
}
