// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.measure.relay.CoarseGraining;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2means}, {@code sign}, {@code median} or a number of levels. */
final class CoarseConverter implements ITypeConverter<CoarseGraining> {
  /** The rule as it is asked for. */
  static String text(CoarseGraining coarse) {
    return switch (coarse.rule().kind()) {
      case TWO_MEANS -> "2means";
      case ACTIVE -> "sign";
      case QUANTILE -> "median";
      default -> String.valueOf(coarse.levels());
    };
  }

  @Override
  public CoarseGraining convert(String words) {
    switch (words) {
      case "2means":
        return CoarseGraining.twoMeans();
      case "sign":
        return CoarseGraining.sign();
      case "median":
        return CoarseGraining.median();
      default:
        try {
          return CoarseGraining.levels(Integer.parseInt(words));
        } catch (IllegalArgumentException e) { // of which a number format is one
          throw new TypeConversionException(
              "'" + words + "' must be 2means, sign, median or a number of levels from 2 to 256");
        }
    }
  }
}
