// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Argument checks of the core. Every message names the value, the place and the rule, as in {@code
 * bins (0) must be >= 1}.
 */
public final class Require {
  private Require() {}

  /**
   * Refuses null, from callers whose compiler does not.
   *
   * @param <T> what it is
   * @param name what it is called, for the message
   * @param value what was given
   * @return {@code value}
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T given(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " (null) must be given");
    }
    return value;
  }

  /**
   * Refuses numbers below a bound.
   *
   * @param name what the number is, for the message
   * @param value the number
   * @param least the smallest number allowed
   * @return {@code value}
   * @throws IllegalArgumentException if {@code value < least}
   */
  public static int atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be >= %d", name, value, least));
    }
    return value;
  }

  /**
   * Refuses numbers above a bound.
   *
   * @param name what the number is, for the message
   * @param value the number
   * @param most the largest number allowed
   * @return {@code value}
   * @throws IllegalArgumentException if {@code value > most}
   */
  public static int atMost(String name, int value, int most) {
    if (value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be <= %d", name, value, most));
    }
    return value;
  }

  /**
   * Refuses what is not a finite number above zero; {@code NaN} is refused too.
   *
   * @param name what the number is, for the message
   * @param value the number
   * @return {@code value}
   * @throws IllegalArgumentException unless {@code 0 < value < infinity}
   */
  public static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " (" + value + ") must be finite and > 0");
    }
    return value;
  }

  /**
   * Refuses what a rule does not allow.
   *
   * @param allowed whether the rule holds
   * @param template message in the form of {@link String#format}
   * @param arguments values for the template
   * @throws IllegalArgumentException if {@code allowed} is false
   */
  @Contract("false, _, _ -> fail")
  public static void that(boolean allowed, String template, @Nullable Object... arguments) {
    if (!allowed) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, template, arguments));
    }
  }
}
