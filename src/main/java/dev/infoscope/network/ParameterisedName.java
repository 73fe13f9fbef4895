// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import java.util.Locale;

/** Activation functions written with their parameter, as in {@code leakyrelu:0.2}. */
final class ParameterisedName {
  private ParameterisedName() {}

  /** The name whatever its case, hyphens and underscores. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  static Activation of(String name, String parameter) {
    double value = number(name, parameter);
    return switch (plain(name)) {
      case "leakyrelu" -> Activation.leakyRelu(value);
      case "elu" -> Activation.elu(value);
      case "swish" -> Activation.swish(value);
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "activation (%s:%s) must be leakyrelu, elu or swish to have a parameter",
                  name,
                  parameter));
    };
  }

  private static double number(String name, String parameter) {
    try {
      return Double.parseDouble(parameter);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "parameter (%s) of activation %s must be a number", parameter, name),
          e);
    }
  }
}
