// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.neuron;

import dev.infoscope.discrete.Discretizer;
import java.util.function.IntFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1bit}, {@code 2means}, {@code quantile:N} or {@code levels:N}. */
public final class RuleConverter implements ITypeConverter<Discretizer> {
  /** For the command line only. */
  public RuleConverter() {}

  @Override
  public Discretizer convert(String text) {
    if (text.equals("1bit")) {
      return Discretizer.threshold(0);
    } else if (text.equals("2means")) {
      return Discretizer.twoMeans();
    } else if (text.matches("quantile:\\d{1,4}")) {
      return checked(text, Discretizer::quantile);
    } else if (text.matches("levels:\\d{1,4}")) {
      return checked(text, Discretizer::activationRange);
    }
    throw new TypeConversionException(
        "'" + text + "' is none of 1bit, 2means, quantile:N, levels:N");
  }

  /**
   * The rule as it is asked for.
   *
   * @param rule one of those that can be
   * @return its word
   */
  public static String text(Discretizer rule) {
    return rule.kind() == Discretizer.Kind.ACTIVATION_RANGE
        ? "levels:" + rule.bins()
        : rule.toString();
  }

  private static Discretizer checked(String text, IntFunction<Discretizer> rule) {
    try {
      return rule.apply(Integer.parseInt(text.substring(text.indexOf(':') + 1)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage());
    }
  }
}
