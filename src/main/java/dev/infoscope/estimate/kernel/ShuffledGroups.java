// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;

/**
 * The sums of a bound of {@link PairwiseDistance} within the classes of shuffled labels.
 *
 * <p>For each shuffle the places of every class are listed in ascending order; a row then visits
 * only the list of its own class. Rows are taken {@value #BATCH} at a time, so that the sums of one
 * shuffle stay close to the processor while they are added to.
 */
final class ShuffledGroups {
  private static final int BATCH = 8;
  private static final int TILE = CenteredTiles.SIZE;

  private final int[][] labels; // [shuffles x rows] shuffled labels
  private final int[][][] members; // [shuffles x classes] places, ascending
  private final int[][] cursors; // [shuffles x classes] where in its class list a tile begins
  private final int[][] reached; // [shuffles x classes] which of the tile's rows came so far
  private final TiledSums[] within; // [shuffles]
  private final double[][] kernels; // [BATCH][TILE, or rows if fewer]
  private final int[] row = new int[BATCH];
  private final int[] end = new int[BATCH];
  private int waiting;
  private int tile = -1;

  ShuffledGroups(LabelGroups groups, int shuffles, long seed) {
    int rows = groups.rows();
    kernels = new double[BATCH][Math.min(TILE, rows)];
    ShuffledLabels shuffled = ShuffledLabels.of(groups, shuffles, seed);
    labels = shuffled.labels();
    members = shuffled.members();
    cursors = new int[shuffles][];
    reached = new int[shuffles][];
    within = new TiledSums[shuffles];
    for (int s = 0; s < shuffles; s++) {
      cursors[s] = new int[members[s].length];
      reached[s] = new int[members[s].length];
      within[s] = new TiledSums(rows);
    }
  }

  /** Adds the kernels of row {@code i} and the rows {@code from} to {@code to - 1}. */
  void accept(int i, int from, int to, double[] kernel) {
    if (labels.length == 0) {
      return;
    }
    if (from / TILE != tile) {
      flush();
      tile = from / TILE;
      moveCursors(from);
    }
    System.arraycopy(kernel, 0, kernels[waiting], 0, to - from);
    row[waiting] = i;
    end[waiting] = to;
    waiting++;
    if (waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    for (int s = 0; s < labels.length; s++) {
      for (int k = 0; k < waiting; k++) {
        int label = labels[s][row[k]];
        int[] list = members[s][label];
        int last = reached[s][label];
        while (last < list.length && list[last] < end[k]) {
          last++; // rows of the tile itself come in ascending order
        }
        reached[s][label] = last;
        add(list, cursors[s][label], last, k, within[s]);
      }
    }
    waiting = 0;
  }

  /**
   * Adds what waits at {@code k} to the sums of the rows of a list, and their sum, in two parts
   * that do not wait for each other, to its own.
   */
  private void add(int[] list, int first, int last, int k, TiledSums within) {
    double[] sums = within.tile(tile);
    double[] own = kernels[k];
    double even = 0;
    double odd = 0;
    int at = first;
    for (; at + 1 < last; at += 2) {
      int i = list[at] & TILE - 1;
      int j = list[at + 1] & TILE - 1;
      double ofI = own[i];
      double ofJ = own[j];
      even += ofI;
      odd += ofJ;
      sums[i] += ofI;
      sums[j] += ofJ;
    }
    if (at < last) {
      int i = list[at] & TILE - 1;
      even += own[i];
      sums[i] += own[i];
    }
    within.add(row[k], even + odd);
  }

  private void moveCursors(int from) {
    for (int s = 0; s < labels.length; s++) {
      for (int label = 0; label < members[s].length; label++) {
        cursors[s][label] = firstFrom(members[s][label], from);
        reached[s][label] = cursors[s][label];
      }
    }
  }

  private static int firstFrom(int[] list, int place) {
    int found = Arrays.binarySearch(list, place);
    return found < 0 ? -found - 1 : found;
  }

  /** What the bound reads for these labels. */
  ShuffledNull read(double meanLogAll, double entropy) {
    flush();
    double[] readings = new double[within.length];
    Arrays.setAll(readings, s -> BoundSums.label(meanLogAll, within[s], entropy));
    return ShuffledNull.of(readings);
  }
}
