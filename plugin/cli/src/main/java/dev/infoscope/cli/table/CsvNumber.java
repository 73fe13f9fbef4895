// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as programs write them to CSV; stricter than Java, which takes {@code 1d} and hex. */
final class CsvNumber {
  private CsvNumber() {}

  /** Parses a decimal number, {@code nan} or {@code inf}; empty if the text is none of these. */
  static OptionalDouble parse(String field) {
    String text = field.strip();
    if (!isDecimal(text)) {
      return special(text.toLowerCase(Locale.ROOT));
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && ".-+eE".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static OptionalDouble special(String text) {
    return switch (text) {
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }
}
