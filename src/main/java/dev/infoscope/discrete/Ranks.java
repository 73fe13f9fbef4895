// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;

/**
 * Numbers some of the integers anew, in their order, as the codes of classes: of thousands there
 * are no more that occur than there are examples.
 *
 * @param values those that occur, each once, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
public record Ranks(long[] values) {
  /**
   * The integers that occur.
   *
   * @param lists of integers; may be empty
   * @return each of them once, ascending
   */
  public static Ranks of(int[]... lists) {
    long[] all = new long[Arrays.stream(lists).mapToInt(list -> list.length).sum()];
    int count = 0;
    for (int[] list : lists) {
      for (int value : list) {
        all[count++] = value;
      }
    }
    return ofOwn(all);
  }

  /**
   * The integers that occur.
   *
   * @param values integers; may be empty
   * @return each of them once, ascending
   */
  public static Ranks of(long[] values) {
    return ofOwn(values.clone());
  }

  /** Of an array that is sorted in place. */
  private static Ranks ofOwn(long[] values) {
    Arrays.sort(values);
    int count = 0;
    for (long value : values) {
      if (count == 0 || value != values[count - 1]) {
        values[count++] = value;
      }
    }
    return new Ranks(Arrays.copyOf(values, count));
  }

  /**
   * How many there are.
   *
   * @return at least 0
   */
  public int size() {
    return values.length;
  }

  /**
   * The rank of an integer.
   *
   * @param value the integer
   * @return from 0; below 0 if it does not occur
   */
  public int rank(long value) {
    return Arrays.binarySearch(values, value);
  }

  /**
   * The ranks of many.
   *
   * @param some integers that occur
   * @return one rank for each, in their order
   */
  public int[] ranks(int[] some) {
    int[] ranks = new int[some.length];
    Arrays.setAll(ranks, i -> rank(some[i]));
    return ranks;
  }

  /**
   * The ranks of many.
   *
   * @param some integers that occur
   * @return one rank for each, in their order
   */
  public int[] ranks(long[] some) {
    return Arrays.stream(some).mapToInt(this::rank).toArray();
  }
}
