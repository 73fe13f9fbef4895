// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the classes that a network tells apart the classes of labels are. Labels that are
 * integers leave numbers out that do not occur; what a network says is a number among all.
 *
 * @param numbers of the classes, ascending, each from 0
 * @param all how many numbers there can be; 0 if nothing says
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassCodes(long[] numbers, long all) {
  /** Every number is a class, as of one column per class. */
  static ClassCodes every(int count) {
    return new ClassCodes(LongStream.range(0, count).toArray(), count);
  }

  /** Of integers that occur. */
  static ClassCodes integers(long... occurring) {
    return new ClassCodes(occurring, 0);
  }

  /** How many numbers a second output can have, so that pairs are numbered by both. */
  long width() {
    long most = numbers.length == 0 ? 0 : numbers[numbers.length - 1] + 1;
    return Math.max(2, Math.max(all, most));
  }

  /** Of pairs of classes. */
  static ClassCodes pairs(ClassCodes first, ClassCodes second, long... occurring) {
    return new ClassCodes(occurring, first.width() * second.width());
  }

  /**
   * Whether the classes are among those that a network tells apart.
   *
   * @param told how many it tells, numbered from 0
   */
  boolean isAmong(long told) {
    return all == 0 ? numbers.length == 0 || numbers[numbers.length - 1] < told : all == told;
  }

  /** Why the classes are not among those of a network. */
  @Nullable String refusal(long told, int count) {
    if (isAmong(told)) {
      return null;
    }
    return all == 0
        ? String.format(
            Locale.ROOT,
            "outputs tell %d classes apart, numbered 0 to %d, and the labels of the probe have other"
                + " numbers; number the classes as the outputs do",
            told,
            told - 1)
        : String.format(
            Locale.ROOT,
            "outputs tell %d classes apart, the labels of the probe have %d",
            told,
            Math.max(count, all));
  }
}
