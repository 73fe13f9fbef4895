// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.causal;

import dev.infoscope.discrete.Range;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From {@code low:high}. */
final class RangeConverter implements ITypeConverter<Range> {
  @Override
  public Range convert(String text) {
    String[] ends = text.split(":", -1);
    try {
      if (ends.length == 2) {
        Range range = new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
        if (!range.isPoint() && Double.isFinite(range.high() - range.low())) {
          return range;
        }
      }
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(refusal(text));
    }
    throw new TypeConversionException(refusal(text));
  }

  private static String refusal(String text) {
    return "'" + text + "' is not low:high with finite low < high and finite high - low";
  }
}
