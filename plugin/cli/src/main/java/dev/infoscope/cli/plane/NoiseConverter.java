// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.estimate.kernel.Noise;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From {@code relative:factor} or {@code absolute:variance}. */
final class NoiseConverter implements ITypeConverter<Noise> {
  @Override
  public Noise convert(String text) {
    String[] parts = text.split(":", -1);
    try {
      double amount = parts.length == 2 ? Double.parseDouble(parts[1]) : Double.NaN;
      switch (parts[0]) {
        case "relative":
          return Noise.relative(amount);
        case "absolute":
          return Noise.absolute(amount);
        default:
          throw new IllegalArgumentException(parts[0]);
      }
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither relative:factor nor absolute:variance with a number > 0");
    }
  }
}
