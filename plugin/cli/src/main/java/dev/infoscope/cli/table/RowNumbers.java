// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a column numbers rows rather than holds values:
 *
 * <ul>
 *   <li>whole numbers that go up or down by one from row to row, from wherever;
 *   <li>numbers that go up or down by any other equal step, in five rows or more, as 0, 0.5, 1;
 *       equal but for what rounding to a few decimals does;
 *   <li>whole numbers that count up and begin again, in runs of three or more, as 0, 1, 2, 0, 1, 2
 *       of parts that were numbered each for itself;
 *   <li>whole numbers that count up, each equally often, as 0, 0, 1, 1, 2, 2.
 * </ul>
 */
final class RowNumbers {
  private static final int FEWEST = 3;
  private static final int FEWEST_STEPS = 5;
  private static final int MANY = 20;
  private static final double ROUNDING = 0.01; // in steps, in few rows
  private static final double ROUNDING_IN_MANY = 0.1;
  private static final double LARGEST = 1L << 53;

  private RowNumbers() {}

  /**
   * How a column numbers rows.
   *
   * @param numbers of the column
   * @return what it does, as in {@code counts the rows}; null if it does not number them
   */
  static @Nullable String of(double... numbers) {
    if (numbers.length < FEWEST || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
      return null;
    }
    boolean whole = areWhole(numbers);
    if (whole && (counts(numbers, 1) || counts(numbers, -1))) {
      return "counts the rows";
    }
    if (numbers.length >= FEWEST_STEPS && hasSteps(numbers)) {
      return "goes on in equal steps";
    }
    if (whole && beginsAgain(numbers)) {
      return "counts rows again and again";
    }
    return whole && repeats(numbers) ? "counts rows, each equally often" : null;
  }

  /** Whether a column holds different whole numbers, in whatever order. */
  static boolean areDistinct(double... numbers) {
    return numbers.length >= FEWEST
        && areWhole(numbers)
        && Arrays.stream(numbers).distinct().count() == numbers.length;
  }

  /** Whether all are whole; infinite ones are not. */
  static boolean areWhole(double... numbers) {
    return Arrays.stream(numbers)
        .allMatch(number -> number == Math.rint(number) && Math.abs(number) < LARGEST);
  }

  private static boolean counts(double[] numbers, int step) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] != numbers[i - 1] + step) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasSteps(double[] numbers) {
    int last = numbers.length - 1;
    double step = (numbers[last] - numbers[0]) / last;
    double tolerance = (numbers.length < MANY ? ROUNDING : ROUNDING_IN_MANY) * Math.abs(step);
    for (int i = 0; i < numbers.length; i++) {
      if (!(Math.abs(numbers[i] - numbers[0] - i * step) <= tolerance)) {
        return false;
      }
    }
    return step != 0;
  }

  private static boolean beginsAgain(double[] numbers) {
    int run = 1;
    int shortest = Integer.MAX_VALUE;
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] == numbers[i - 1] + 1) {
        run++;
      } else if (numbers[i] == numbers[0]) {
        shortest = Math.min(shortest, run);
        run = 1;
      } else {
        return false;
      }
    }
    return shortest >= FEWEST && shortest < Integer.MAX_VALUE;
  }

  private static boolean repeats(double[] numbers) {
    int each = 1;
    while (each < numbers.length && numbers[each] == numbers[0]) {
      each++;
    }
    boolean counts = each > 1 && numbers.length >= FEWEST * each;
    for (int i = 0; i < numbers.length && counts; i++) {
      counts = numbers[i] == numbers[0] + Math.floorDiv(i, each);
    }
    return counts;
  }
}
