// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import java.util.Arrays;
import java.util.stream.IntStream;

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
    return of(Arrays.stream(lists).flatMapToInt(IntStream::of).asLongStream().toArray());
  }

  /**
   * The integers that occur.
   *
   * @param values integers; may be empty
   * @return each of them once, ascending
   */
  public static Ranks of(long[] values) {
    return new Ranks(Arrays.stream(values).sorted().distinct().toArray());
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
    return Arrays.stream(some).map(this::rank).toArray();
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
