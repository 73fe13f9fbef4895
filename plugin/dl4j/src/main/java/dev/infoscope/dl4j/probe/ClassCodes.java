// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the classes that a network tells apart the classes of labels are. Labels that are
 * integers leave numbers out that do not occur; what a network says is a number among all.
 *
 * <p>Targets of the network are such numbers, whichever occur. Integers that the user gives in
 * place of them may be other classes, as odd and even of ten digits; they count as the network's if
 * they go up to its last class.
 *
 * @param numbers of the classes, ascending, each from 0
 * @param all how many numbers there can be; 0 if nothing says
 * @param given whether the user gave them in place of targets
 * @param each how many numbers each of several outputs can have, whose combinations are the
 *     classes; empty if there is one output
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassCodes(long[] numbers, long all, boolean given, long[] each) {
  private static final long[] ONE_OUTPUT = {};

  /** Every number is a class, as of one column per class. */
  static ClassCodes every(int count) {
    return new ClassCodes(LongStream.range(0, count).toArray(), count, false, ONE_OUTPUT);
  }

  /** Of targets that are integers, of which these occur. */
  static ClassCodes targets(long... occurring) {
    return new ClassCodes(occurring, 0, false, ONE_OUTPUT);
  }

  /** Of integers that the user gave in place of targets, of which these occur. */
  static ClassCodes given(long... occurring) {
    return new ClassCodes(occurring, 0, true, ONE_OUTPUT);
  }

  /** How many numbers a second output can have, so that pairs are numbered by both. */
  long width() {
    return Math.max(2, Math.max(all, end()));
  }

  /** One more than the largest number; 0 if there is none. */
  private long end() {
    return numbers.length == 0 ? 0 : numbers[numbers.length - 1] + 1;
  }

  private LongStream widths() {
    return each.length == 0 ? LongStream.of(width()) : LongStream.of(each);
  }

  /** Of pairs of classes. */
  static ClassCodes pairs(ClassCodes first, ClassCodes second, long... occurring) {
    long[] each = LongStream.concat(first.widths(), second.widths()).toArray();
    return new ClassCodes(occurring, first.width() * second.width(), false, each);
  }

  /**
   * Whether the classes are among those that a network tells apart.
   *
   * @param told how many it tells, numbered from 0
   */
  boolean isAmong(long told) {
    if (all > 0) {
      return all == told;
    }
    return given && numbers.length > 0 ? end() == told : end() <= told;
  }

  /**
   * Why the classes are not among those of a network.
   *
   * @param count how many classes there are
   * @param outputs how many each of the outputs that say classes tells apart
   */
  @Nullable String refusal(int count, long... outputs) {
    long told = LongStream.of(outputs).reduce(1, (one, other) -> one * other);
    return isAmong(told) ? refusalOfEach(outputs) : refusalOfAll(told, count);
  }

  /** As many combinations may be of other classes, as where labels stand in another order. */
  private @Nullable String refusalOfEach(long... outputs) {
    boolean alike = outputs.length != each.length || Arrays.equals(outputs, each);
    return alike
        ? null
        : String.format(
            Locale.ROOT,
            "outputs tell %s classes apart, the labels of the probe have %s",
            Arrays.toString(outputs),
            Arrays.toString(each));
  }

  private String refusalOfAll(long told, int count) {
    if (all == 0 && end() > told) {
      return String.format(
          Locale.ROOT,
          "outputs tell %d classes apart, numbered 0 to %d, and the labels of the probe have other"
              + " numbers; number the classes as the outputs do",
          told,
          told - 1);
    }
    String given =
        all > 0 ? "" : "; classes of the outputs must be given up to their last, " + (told - 1);
    return String.format(
        Locale.ROOT,
        "outputs tell %d classes apart, the labels of the probe have %d%s",
        told,
        Math.max(count, all),
        given);
  }
}
