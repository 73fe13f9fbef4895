// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of at least 1. */
final class PositiveNumber implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String word) {
    if (!word.matches("0*[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("'" + word + "' is no whole number >= 1");
    }
    return Integer.valueOf(word);
  }
}
