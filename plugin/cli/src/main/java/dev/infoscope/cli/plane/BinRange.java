// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the bins lie.
 *
 * @param fixed the range; null for smallest to largest value of each layer
 */
record BinRange(@Nullable Range fixed) {
  Bins bins(Range data, int count) {
    return Bins.over(fixed == null ? data : fixed, count);
  }

  /** The same as a rule. */
  Discretizer rule(int count) {
    return fixed == null
        ? Discretizer.dataRange(count)
        : Discretizer.fixed(fixed.low(), fixed.high(), count);
  }

  @Override
  public String toString() {
    return fixed == null ? "data" : fixed.low() + ":" + fixed.high();
  }

  /** From {@code lo:hi} or {@code data}. */
  static final class Converter implements ITypeConverter<BinRange> {
    @Override
    public BinRange convert(String text) {
      if (text.equals("data")) {
        return new BinRange(null);
      }
      String[] ends = text.split(":", -1);
      try {
        if (ends.length == 2) {
          Range range = new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
          if (!range.isPoint() && Double.isFinite(range.high() - range.low())) {
            return new BinRange(range);
          }
        }
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(refusal(text));
      }
      throw new TypeConversionException(refusal(text));
    }

    private static String refusal(String text) {
      return "'"
          + text
          + "' is neither low:high with finite low < high and finite high - low nor data";
    }
  }
}
