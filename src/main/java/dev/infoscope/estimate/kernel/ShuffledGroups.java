// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The sums of {@link PairwiseDistance} within the classes of shuffled labels.
 *
 * <p>For each shuffle the places of every class are listed in ascending order; a row then visits
 * only the list of its own class.
 */
final class ShuffledGroups {
  private final int rows;
  private final int[][] labels; // [shuffles x rows] shuffled labels
  private final int[][][] members; // [shuffles x classes] places, ascending
  private final int[][] cursors; // [shuffles x rows] where in its class list a tile begins
  private final double[][] upper; // [shuffles x rows]
  private final double[][] lower;
  private int cursorTile = -1;

  ShuffledGroups(LabelGroups groups, int shuffles, long seed) {
    rows = groups.rows();
    labels = new int[shuffles][];
    members = new int[shuffles][][];
    cursors = new int[shuffles][];
    upper = new double[shuffles][];
    lower = new double[shuffles][];
    SplittableRandom random = new SplittableRandom(seed);
    int[] dense = dense(groups);
    int classes = dense[rows - 1] + 1;
    for (int s = 0; s < shuffles; s++) {
      labels[s] = shuffled(dense, random);
      members[s] = lists(labels[s], classes);
      cursors[s] = new int[classes];
      upper[s] = PairwiseDistance.ones(rows);
      lower[s] = PairwiseDistance.ones(rows);
    }
  }

  private static int[] dense(LabelGroups groups) {
    int[] dense = new int[groups.rows()];
    for (int place = 1; place < dense.length; place++) {
      dense[place] = dense[place - 1] + (groups.start(place) == place ? 1 : 0);
    }
    return dense;
  }

  private static int[] shuffled(int[] values, SplittableRandom random) {
    int[] shuffled = values.clone();
    RandomOrder.shuffle(shuffled, random);
    return shuffled;
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

  /** Adds {@code exp(-D/8v)} of row {@code i} and rows {@code from} to {@code to - 1}. */
  void accept(int i, int from, int to, double[] weak) {
    if (from != cursorTile) {
      moveCursors(from);
    }
    for (int s = 0; s < labels.length; s++) {
      int label = labels[s][i];
      int[] list = members[s][label];
      double[] sumsLower = lower[s];
      double[] sumsUpper = upper[s];
      double sumLower = 0;
      double sumUpper = 0;
      for (int k = cursors[s][label]; k < list.length && list[k] < to; k++) {
        int j = list[k];
        double e = weak[j - from];
        double e4 = e * e * (e * e);
        sumLower += e;
        sumUpper += e4;
        sumsLower[j] += e;
        sumsUpper[j] += e4;
      }
      sumsLower[i] += sumLower;
      sumsUpper[i] += sumUpper;
    }
  }

  private void moveCursors(int from) {
    cursorTile = from;
    for (int s = 0; s < labels.length; s++) {
      for (int label = 0; label < members[s].length; label++) {
        int found = Arrays.binarySearch(members[s][label], from);
        cursors[s][label] = found < 0 ? -found - 1 : found;
      }
    }
  }

  ShuffledNull upper(double meanLogAll, double entropy) {
    return nullOf(upper, meanLogAll, entropy);
  }

  ShuffledNull lower(double meanLogAll, double entropy) {
    return nullOf(lower, meanLogAll, entropy);
  }

  private static ShuffledNull nullOf(double[][] within, double meanLogAll, double entropy) {
    double[] readings = new double[within.length];
    for (int s = 0; s < readings.length; s++) {
      readings[s] = Math.max(0, entropy + PairwiseDistance.meanLog(within[s]) - meanLogAll);
    }
    return ShuffledNull.of(readings);
  }
}
