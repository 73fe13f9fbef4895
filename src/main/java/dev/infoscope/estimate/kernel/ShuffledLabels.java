// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.RandomOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Labels shuffled several times.
 *
 * @param labels of the row at each place, numbered from 0, {@code [shuffles][rows]}
 * @param members places of the rows of each class, ascending, {@code [shuffles][classes][]}
 */
@SuppressWarnings("ArrayRecordComponent")
record ShuffledLabels(int[][] labels, int[][][] members) {
  static ShuffledLabels of(LabelGroups groups, int shuffles, long seed) {
    int[][] all = labellings(groups, shuffles, seed);
    int[][] labels = Arrays.copyOfRange(all, 1, all.length);
    int[][][] members = new int[shuffles][][];
    Arrays.setAll(members, s -> lists(labels[s], groups.classes()));
    return new ShuffledLabels(labels, members);
  }

  /** The labels at each place, numbered from 0, and after them the shuffled ones. */
  static int[][] labellings(LabelGroups groups, int shuffles, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] all = new int[shuffles + 1][];
    all[0] = groups.dense();
    for (int s = 1; s <= shuffles; s++) {
      all[s] = all[0].clone();
      RandomOrder.shuffle(all[s], random);
    }
    return all;
  }

  private static int[][] lists(int[] labels, int classes) {
    int[] sizes = new int[classes];
    for (int label : labels) {
      sizes[label]++;
    }
    int[][] lists = new int[classes][];
    Arrays.setAll(lists, label -> new int[sizes[label]]);
    Arrays.fill(sizes, 0);
    for (int place = 0; place < labels.length; place++) {
      int label = labels[place];
      lists[label][sizes[label]++] = place;
    }
    return lists;
  }
}
