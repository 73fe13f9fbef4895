// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.measure.causal.Overflow;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From {@code clamp} or {@code drop}. */
final class OverflowConverter implements ITypeConverter<Overflow> {
  @Override
  public Overflow convert(String word) {
    for (Overflow overflow : Overflow.values()) {
      if (words(overflow).equals(word)) {
        return overflow;
      }
    }
    throw new TypeConversionException("'" + word + "' is not one of clamp, drop");
  }

  static String words(Overflow overflow) {
    return overflow.name().toLowerCase(Locale.ROOT);
  }
}
