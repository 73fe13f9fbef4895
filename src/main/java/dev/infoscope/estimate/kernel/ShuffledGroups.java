// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import java.util.Arrays;

/**
 * The sums of a bound of {@link PairwiseDistance} within the classes of shuffled labels.
 *
 * <p>For each shuffle the places of every class are listed in ascending order. Rows are taken
 * {@value #BATCH} at a time, and of these four of one class together: they visit the list of their
 * class once, and the sum of each row on it is loaded and stored once for the four.
 */
final class ShuffledGroups {
  private static final int BATCH = 32;
  private static final int NONE = BATCH; // a row whose kernels are 0
  private static final int TILE = CenteredTiles.SIZE;

  private final int[][] labels; // [shuffles x rows] shuffled labels
  private final int[][][] members; // [shuffles x classes] places, ascending
  private final int[][] cursors; // [shuffles x classes] where in its class list a tile begins
  private final int[][] reached; // [shuffles x classes] which of the tile's rows came so far
  private final TiledSums[] within; // [shuffles]
  private final double[][] kernels; // [BATCH + 1][TILE, or rows if fewer]
  private final int[] row = new int[BATCH + 1];
  private final int[] next = new int[BATCH + 1]; // of the same class, of those that wait
  private final int[] heads; // per class, the first that waits
  private int waiting;
  private int end; // of the last that waits
  private int tile = -1;

  ShuffledGroups(LabelGroups groups, int shuffles, long seed) {
    int rows = groups.rows();
    kernels = new double[BATCH + 1][Math.min(TILE, rows)];
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
    heads = new int[shuffles == 0 ? 0 : members[0].length];
    Arrays.fill(heads, NONE);
    next[NONE] = NONE;
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
    double[] own = kernels[waiting];
    System.arraycopy(kernel, 0, own, 0, to - from);
    // those that wait visit as many rows as the last of them
    Arrays.fill(own, to - from, Math.min(own.length, to - from + BATCH), 0);
    row[waiting] = i;
    end = to;
    waiting++;
    if (waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    for (int s = 0; s < labels.length; s++) {
      for (int k = waiting - 1; k >= 0; k--) {
        int label = labels[s][row[k]];
        next[k] = heads[label];
        heads[label] = k;
      }
      for (int k = 0; k < waiting; k++) {
        int label = labels[s][row[k]];
        if (heads[label] == k) {
          heads[label] = NONE;
          add(s, label, k);
        }
      }
    }
    waiting = 0;
  }

  /** Of all rows of a class that wait. */
  private void add(int s, int label, int first) {
    int[] list = members[s][label];
    int last = reached[s][label];
    while (last < list.length && list[last] < end) {
      last++; // rows of the tile itself come in ascending order
    }
    reached[s][label] = last;
    for (int k = first; k != NONE; ) {
      int two = next[k];
      int three = next[two];
      int four = next[three];
      add(list, cursors[s][label], last, k, two, three, four, within[s]);
      k = next[four];
    }
  }

  /**
   * Adds the kernels of four rows to the sums of the rows of a list, and their sums to their own.
   */
  private void add(
      int[] list, int first, int last, int one, int two, int three, int four, TiledSums within) {
    double[] sums = within.tile(tile);
    double[] a = kernels[one];
    double[] b = kernels[two];
    double[] c = kernels[three];
    double[] d = kernels[four];
    double ofA = 0;
    double ofB = 0;
    double ofC = 0;
    double ofD = 0;
    for (int at = first; at < last; at++) {
      int k = list[at] & TILE - 1;
      double withA = a[k];
      double withB = b[k];
      double withC = c[k];
      double withD = d[k];
      ofA += withA;
      ofB += withB;
      ofC += withC;
      ofD += withD;
      sums[k] += withA + withB + (withC + withD);
    }
    within.add(row[one], ofA);
    within.add(row[two], ofB);
    within.add(row[three], ofC);
    within.add(row[four], ofD);
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

  /** Per shuffle, the mean over the rows of the logarithm of their sums, bits. */
  double[] meanLogs() {
    flush();
    return Arrays.stream(within).mapToDouble(TiledSums::meanLog).toArray();
  }
}
