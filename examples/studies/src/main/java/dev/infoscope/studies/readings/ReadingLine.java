// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a file of readings.
 *
 * @param what network, epoch, metric, layer and labels
 * @param numbers a reading, or the values of a matrix
 * @param error standard error of a reading, or NaN
 * @param words flags, or why nothing was read
 */
record ReadingLine(String what, List<Double> numbers, double error, String words) {
  private static final String SEPARATOR = "\t";

  static ReadingLine parse(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    Require.that(parts.length == 4, "line of %d parts, 4 expected: %s", parts.length, line);
    List<Double> numbers =
        Arrays.stream(parts[1].split(" "))
            .filter(number -> !number.isEmpty())
            .map(Double::valueOf)
            .toList();
    return new ReadingLine(parts[0], numbers, Double.parseDouble(parts[2]), parts[3]);
  }

  /** Words without numbers. */
  static ReadingLine of(String what, String words) {
    return new ReadingLine(what, List.of(), Double.NaN, words);
  }

  /** One line; numbers in hexadecimal, with all their bits. */
  String text() {
    String bits = numbers.stream().map(Double::toHexString).collect(Collectors.joining(" "));
    String plain = words.replaceAll("\\s", " ");
    return String.join(SEPARATOR, what, bits, Double.toHexString(error), plain);
  }

  /** The measure, and the estimator where there are several: first words of the metric's name. */
  String measure() {
    String[] words = what.split(" ", 4);
    if (words.length < 4 || !words[2].startsWith("infoscope.")) {
      return "other";
    }
    String[] name = words[2].split("\\.");
    int at = words[3].indexOf("estimator=");
    String estimator =
        at < 0 ? "" : " " + words[3].substring(at + "estimator=".length()).split("[,}]", 2)[0];
    return name[1] + estimator;
  }

  /**
   * The largest difference of a number, or of the errors where both have one; infinite where one
   * has a number and the other has none.
   */
  double difference(ReadingLine other) {
    if (numbers.size() != other.numbers.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double most = hasErrorAs(other) ? difference(error, other.error) : 0;
    for (int i = 0; i < numbers.size(); i++) {
      most = Math.max(most, difference(numbers.get(i), other.numbers.get(i)));
    }
    return most;
  }

  /** Whether both have a standard error, or neither. */
  boolean hasErrorAs(ReadingLine other) {
    return Double.isNaN(error) == Double.isNaN(other.error);
  }

  private static double difference(double a, double b) {
    double difference = Double.compare(a, b) == 0 ? 0 : Math.abs(a - b);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }
}
