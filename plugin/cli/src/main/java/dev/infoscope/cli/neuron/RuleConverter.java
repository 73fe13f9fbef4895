// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.measure.neuron.UnitRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1bit}, {@code 2means}, {@code quantile:N} or {@code levels:N}. */
final class RuleConverter implements ITypeConverter<UnitRule> {
  @Override
  public UnitRule convert(String text) {
    if (text.equals("1bit")) {
      return UnitRule.threshold(0);
    } else if (text.equals("2means")) {
      return UnitRule.twoMeans();
    } else if (text.matches("quantile:\\d{1,4}")) {
      return checked(text, UnitRule.Kind.QUANTILE);
    } else if (text.matches("levels:\\d{1,4}")) {
      return checked(text, UnitRule.Kind.LEVELS);
    }
    throw new TypeConversionException(
        "'" + text + "' is none of 1bit, 2means, quantile:N, levels:N");
  }

  private static UnitRule checked(String text, UnitRule.Kind kind) {
    try {
      return new UnitRule(kind, Integer.parseInt(text.substring(text.indexOf(':') + 1)), 0);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage());
    }
  }
}
