// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * Fixed-point distances of one row to all rows, in blocks of {@value #LANES}, and two questions on
 * them answered lane by lane, so that the loops vectorise: which are the smallest, how many are
 * below a threshold.
 */
final class DistanceBlocks {
  static final int LANES = 512;
  private static final int FAR = 1 << 30;

  private final int rows;
  private final int[][] blocks;
  private final int[] smallest = new int[LANES];
  private final int[] below = new int[LANES];
  private final int[] unclear = new int[LANES];

  DistanceBlocks(int rows) {
    this.rows = rows;
    blocks = new int[number(rows)][LANES];
  }

  /** How many blocks hold so many rows. */
  static int number(int rows) {
    return (rows + LANES - 1) / LANES;
  }

  int[][] blocks() {
    return blocks;
  }

  /** Makes a row of the table as far away as can be, and the padding too. */
  void hide(int row) {
    blocks[row / LANES][row % LANES] = FAR;
    if (rows % LANES != 0) {
      Arrays.fill(blocks[blocks.length - 1], rows % LANES, LANES, FAR);
    }
  }

  /** Smallest distance of each lane. */
  int[] smallest() {
    Arrays.fill(smallest, FAR);
    for (int[] block : blocks) {
      for (int lane = 0; lane < LANES; lane++) {
        int excess = block[lane] - smallest[lane];
        smallest[lane] += excess & excess >> 31;
      }
    }
    return smallest;
  }

  /**
   * Counts distances below a stretch and finds the lanes that have distances in it.
   *
   * @param low first of the stretch
   * @param high last of the stretch
   * @return how many are below; {@link #unclear} then tells how many of each lane are in it
   */
  int below(int low, int high) {
    Arrays.fill(below, 0);
    Arrays.fill(unclear, 0);
    for (int[] block : blocks) {
      for (int lane = 0; lane < LANES; lane++) {
        below[lane] += block[lane] - low >>> 31;
      }
      for (int lane = 0; lane < LANES; lane++) {
        unclear[lane] += block[lane] - high - 1 >>> 31;
      }
    }
    int sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
      sum += below[lane];
      unclear[lane] -= below[lane];
    }
    return sum;
  }

  int unclear(int lane) {
    return unclear[lane];
  }
}
