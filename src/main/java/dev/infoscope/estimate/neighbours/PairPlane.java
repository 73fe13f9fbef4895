// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.Arrays;

/**
 * The rows of a pair of units as points of the plane: which of them lie in a rectangle, and how far
 * the k-th of them is.
 *
 * <p>Sets of rows are bits by their place along Y. One is kept for every mark along X, of the rows
 * left of it, so that those between two marks are the difference of two words for every 64 places
 * of Y: a search reads few words and hardly any row that is not near, in however many rows. Filled
 * anew for every pair in O(rows).
 */
final class PairPlane {
  private static final int MOST_WORDS = 1 << 16; // of all sets: half a megabyte
  private static final int MARKS = 16; // along the side of a search
  private static final int AT_ONCE = 6; // bits that are read without asking whether there are more
  private static final int SLOTS = 5;

  private final int rows;
  private final int k;
  private final int words; // of a set
  private final int step; // binary logarithm of the places of X from mark to mark
  private final long[] sets; // [marks][words]
  private final long[] filled;
  private final double[] inX; // [place of Y] value of X
  private final int[] list; // places of Y
  private final long[] distances; // bits, which are in the order of the numbers they stand for
  private double[] inY = {}; // [place of Y] value of Y

  /** For searches of the k-th neighbour in squares of about so many places a side. */
  PairPlane(int rows, int k, int side) {
    this.rows = rows;
    this.k = k;
    words = (rows >> 6) + 1;
    step = step(rows, words, side);
    sets = new long[((rows >> step) + 2) * words];
    filled = new long[words];
    inX = new double[rows];
    list = new int[rows + AT_ONCE];
    distances = new long[rows];
  }

  private static int step(int rows, int words, int side) {
    int step = 0;
    while (MARKS << step < side || ((rows >> step) + 2L) * words > MOST_WORDS) {
      step++;
    }
    return step;
  }

  /** Takes another pair. */
  void fill(PresortedColumn x, PresortedColumn y) {
    inY = y.sorted;
    Arrays.fill(filled, 0);
    int mark = 0;
    for (int first = 0; first < rows; first += 1 << step) {
      System.arraycopy(filled, 0, sets, words * mark++, words);
      fill(x, y, first, Math.min(rows, first + (1 << step)));
    }
    System.arraycopy(filled, 0, sets, words * mark, words);
  }

  private void fill(PresortedColumn x, PresortedColumn y, int from, int to) {
    for (int place = from; place < to; place++) {
      int above = y.place[x.order[place]];
      filled[above >> 6] |= 1L << above;
      inX[above] = x.sorted[place];
    }
  }

  /**
   * Distance of the k-th other row in a rectangle, in the maximum norm; infinite if there are
   * fewer. Places are from a first one to before an end; along X some more on both sides count.
   */
  double nearest(int own, int left, int right, int bottom, int top) {
    int count = list(left, right, bottom, top);
    double here = inX[own];
    inX[own] = Double.POSITIVE_INFINITY; // so that the row itself comes last
    long found = 0;
    for (int before = 0; before < k; before += SLOTS) {
      found = next(count, before == 0, here, inY[own], Math.min(SLOTS, k - before));
    }
    inX[own] = here;
    return Double.longBitsToDouble(found);
  }

  private int list(int left, int right, int bottom, int top) {
    int from = words * (left >> step);
    int to = words * ((right - 1 >> step) + 1);
    int first = bottom >> 6;
    int last = top - 1 >> 6;
    int count = 0;
    for (int word = first; word <= last; word++) {
      long set = sets[to + word] & ~sets[from + word];
      set &= word == first ? -1L << bottom : -1;
      set &= word == last ? -1L >>> -top : -1;
      count = append(set, word << 6, count);
    }
    return count;
  }

  /** Six at once: how many there are cannot be foreseen, and a wrong guess costs more than that. */
  private int append(long set, int first, int count) {
    long rest = set;
    for (int at = count; rest != 0; at += AT_ONCE) {
      for (int i = 0; i < AT_ONCE; i++) {
        list[at + i] = first + Long.numberOfTrailingZeros(rest);
        rest &= rest - 1;
      }
    }
    return count + Long.bitCount(set);
  }

  /**
   * Takes the five smallest distances away, without a branch: each is handed on from slot to slot,
   * which keeps the smaller.
   *
   * @return the one in a slot, from 1
   */
  private long next(int count, boolean begin, double here, double there, int slot) {
    long none = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
    long one = none;
    long two = none;
    long three = none;
    long four = none;
    long five = none;
    for (int i = 0; i < count; i++) {
      long larger = begin ? distance(list[i], here, there) : distances[i];
      long less = larger - one;
      less &= less >> 63;
      one += less;
      larger -= less;
      less = larger - two;
      less &= less >> 63;
      two += less;
      larger -= less;
      less = larger - three;
      less &= less >> 63;
      three += less;
      larger -= less;
      less = larger - four;
      less &= less >> 63;
      four += less;
      larger -= less;
      less = larger - five;
      less &= less >> 63;
      five += less;
      distances[i] = larger - less;
    }
    return switch (slot) {
      case 1 -> one;
      case 2 -> two;
      case 3 -> three;
      case 4 -> four;
      default -> five;
    };
  }

  private long distance(int at, double here, double there) {
    long alongX = Double.doubleToRawLongBits(Math.abs(inX[at] - here));
    long alongY = Double.doubleToRawLongBits(Math.abs(inY[at] - there));
    return alongX - (alongX - alongY & alongX - alongY >> 63);
  }
}
