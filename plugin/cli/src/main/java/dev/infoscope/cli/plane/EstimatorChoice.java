// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.measure.plane.PlaneEstimator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --estimator} offers. A new estimator of the core becomes a command by one line here.
 */
enum EstimatorChoice {
  /** Counts every row. */
  BINNED("binned", EnumSet.of(PlaneEstimator.BINNED)),
  /** Needs all pairs of rows, so it looks at a sample. */
  PAIRWISE("pairwise", EnumSet.of(PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER)),
  /** Nearest neighbours, on a sample too. */
  KSG("ksg", EnumSet.of(PlaneEstimator.KSG)),
  /** Matrix entropy, on a sample too. */
  RENYI("renyi", EnumSet.of(PlaneEstimator.RENYI));

  private final String word;
  private final Set<PlaneEstimator> series;

  EstimatorChoice(String word, Set<PlaneEstimator> series) {
    this.word = word;
    this.series = series;
  }

  /** The series it gives. */
  Set<PlaneEstimator> series() {
    return series;
  }

  private boolean gives(String name) {
    return series.stream().anyMatch(each -> each.label().equals(name));
  }

  @Override
  public String toString() {
    return word;
  }

  static String words() {
    return Arrays.stream(values()).map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** From the word on the command line. */
  static final class Converter implements ITypeConverter<EstimatorChoice> {
    @Override
    public EstimatorChoice convert(String word) {
      return Arrays.stream(values())
          .filter(choice -> choice.word.equals(word))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + word + "' " + refusal(word)));
    }

    /** A series that comes with another is no choice of its own. */
    private static String refusal(String word) {
      return Arrays.stream(values())
          .filter(choice -> choice.gives(word))
          .findFirst()
          .map(choice -> "comes with " + choice + ": ask for " + choice)
          .orElseGet(() -> "is not one of " + words());
    }
  }
}
