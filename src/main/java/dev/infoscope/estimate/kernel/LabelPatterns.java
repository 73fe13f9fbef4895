// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Several labellings of the same rows, in groups: the labels of a row in the labellings of a group
 * are its pattern there, a number of as many digits. With two classes five labellings have 32
 * patterns, so that summing the rows of each pattern takes one addition where summing the rows of
 * each class takes five.
 */
final class LabelPatterns {
  /** Rows that are listed together. */
  static final int BATCH = 128;

  private static final int MOST = 32; // patterns

  private final int classes;
  private final int together; // labellings in a group
  private final int patterns;
  private final int[][] order; // [groups][rows] by batch and pattern, counted within the batch
  private final int[][] ends; // [groups][batches x patterns] places in the order

  LabelPatterns(int classes, int[]... labellings) {
    this.classes = classes;
    together = together(classes);
    patterns = IntStream.range(0, together).reduce(1, (size, digit) -> size * classes);
    int groups = (labellings.length + together - 1) / together;
    int rows = labellings[0].length;
    order = new int[groups][rows];
    ends = new int[groups][(rows + BATCH - 1) / BATCH * patterns];
    for (int group = 0; group < groups; group++) {
      sort(group, patternsOf(group, labellings));
    }
  }

  private static int together(int classes) {
    int count = 1;
    for (int size = classes * classes; classes > 1 && size <= MOST; size *= classes) {
      count++;
    }
    return count;
  }

  private int[] patternsOf(int group, int[]... labellings) {
    int[] pattern = new int[labellings[0].length];
    int last = Math.min(labellings.length, (group + 1) * together) - 1;
    for (int labelling = last; labelling >= group * together; labelling--) {
      for (int row = 0; row < pattern.length; row++) {
        pattern[row] = pattern[row] * classes + labellings[labelling][row];
      }
    }
    return pattern;
  }

  private void sort(int group, int... pattern) {
    int[] next = new int[patterns];
    for (int from = 0; from < pattern.length; from += BATCH) {
      int to = Math.min(pattern.length, from + BATCH);
      Arrays.fill(next, 0);
      for (int row = from; row < to; row++) {
        next[pattern[row]]++;
      }
      int at = from;
      for (int which = 0; which < patterns; which++) {
        int count = next[which];
        next[which] = at;
        at += count;
        ends[group][from / BATCH * patterns + which] = at;
      }
      for (int row = from; row < to; row++) {
        order[group][next[pattern[row]]++] = row - from;
      }
    }
  }

  int classes() {
    return classes;
  }

  int groups() {
    return order.length;
  }

  /** Patterns of a group. */
  int patterns() {
    return patterns;
  }

  int[] order(int group) {
    return order[group];
  }

  /** The place in the order after the last row of a batch with a pattern. */
  int end(int group, int batch, int pattern) {
    return ends[group][batch * patterns + pattern];
  }

  int group(int labelling) {
    return labelling / together;
  }

  /** The patterns in which a labelling has a label. */
  int[] with(int labelling, int label) {
    int place = IntStream.range(0, labelling % together).reduce(1, (size, digit) -> size * classes);
    return IntStream.range(0, patterns)
        .filter(pattern -> pattern / place % classes == label)
        .toArray();
  }
}
