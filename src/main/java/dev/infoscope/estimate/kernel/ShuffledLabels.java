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
    ShuffledLabels all = new ShuffledLabels(new int[shuffles][], new int[shuffles][][]);
    SplittableRandom random = new SplittableRandom(seed);
    int[] dense = dense(groups);
    int classes = dense[dense.length - 1] + 1;
    for (int s = 0; s < shuffles; s++) {
      all.labels[s] = dense.clone();
      RandomOrder.shuffle(all.labels[s], random);
      all.members[s] = lists(all.labels[s], classes);
    }
    return all;
  }

  private static int[] dense(LabelGroups groups) {
    int[] dense = new int[groups.rows()];
    for (int place = 1; place < dense.length; place++) {
      dense[place] = dense[place - 1] + (groups.start(place) == place ? 1 : 0);
    }
    return dense;
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
