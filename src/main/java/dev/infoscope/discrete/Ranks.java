// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers some of the integers anew, in their order: of thousands of classes there are no more that
 * occur than there are examples.
 *
 * @param values those that occur, each once, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
public record Ranks(int[] values) {
  /**
   * The integers that occur.
   *
   * @param lists of integers; may be empty
   * @return each of them once, ascending
   */
  public static Ranks of(int[]... lists) {
    return new Ranks(
        Arrays.stream(lists).flatMapToInt(IntStream::of).sorted().distinct().toArray());
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
  public int rank(int value) {
    return Arrays.binarySearch(values, value);
  }

  /**
   * The ranks of many.
   *
   * @param some integers that occur
   * @return one rank for each, in their order
   */
  public int[] ranks(int[] some) {
    return Arrays.stream(some).map(this::rank).toArray();
  }
}
