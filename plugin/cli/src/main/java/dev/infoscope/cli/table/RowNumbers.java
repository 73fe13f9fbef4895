// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a column numbers rows rather than holds values:
 *
 * <ul>
 *   <li>whole numbers that go up or down by one from row to row, from wherever;
 *   <li>numbers that go up or down by any other equal step, in five rows or more, as 0, 0.5, 1;
 *   <li>whole numbers that count up and begin again, in runs of three or more, as 0, 1, 2, 0, 1, 2
 *       of parts that were numbered each for itself;
 *   <li>whole numbers that count up, each equally often, as 0, 0, 1, 1, 2, 2.
 * </ul>
 */
final class RowNumbers {
  private static final int FEWEST = 3;
  private static final int FEWEST_STEPS = 5;
  private static final double ROUNDING = 1e-9;
  private static final double LARGEST = 1e9;

  private RowNumbers() {}

  /**
   * How a column numbers rows.
   *
   * @param cells of the column, with decimal points
   * @return what it does, as in {@code counts the rows}; null if it does not number them
   */
  static @Nullable String of(List<String> cells) {
    double[] numbers = numbers(cells);
    if (numbers.length < FEWEST) {
      return null;
    }
    boolean whole = areWhole(numbers);
    double step = numbers[1] - numbers[0];
    if (hasSteps(numbers, step)) {
      boolean counts = whole && Math.abs(step) == 1;
      boolean isLong = numbers.length >= FEWEST_STEPS && step != 0;
      return counts ? "counts the rows" : isLong ? "goes on in equal steps" : null;
    }
    if (whole && beginsAgain(numbers)) {
      return "counts rows again and again";
    }
    return whole && repeats(numbers) ? "counts rows, each equally often" : null;
  }

  /** Whether a column holds different whole numbers, in whatever order. */
  static boolean areDistinct(List<String> cells) {
    double[] numbers = numbers(cells);
    return numbers.length >= FEWEST
        && areWhole(numbers)
        && Arrays.stream(numbers).distinct().count() == numbers.length;
  }

  /** Empty if one is not a number. */
  private static double[] numbers(List<String> cells) {
    double[] numbers = new double[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = CsvNumber.parse(cells.get(i)).orElse(Double.NaN);
      if (!Double.isFinite(numbers[i])) {
        return new double[0];
      }
    }
    return numbers;
  }

  private static boolean areWhole(double... numbers) {
    return Arrays.stream(numbers)
        .allMatch(number -> number == Math.rint(number) && Math.abs(number) < LARGEST);
  }

  private static boolean hasSteps(double[] numbers, double step) {
    double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    for (int i = 1; i < numbers.length; i++) {
      if (Math.abs(numbers[i] - numbers[i - 1] - step) > ROUNDING * largest) {
        return false;
      }
    }
    return true;
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
