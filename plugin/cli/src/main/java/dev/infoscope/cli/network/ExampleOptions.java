// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.dl4j.probe.ClassRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a network takes examples, and what its outputs say; mixed in. */
public final class ExampleOptions {
  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description =
          "Shape of one example, as in 1,28,28 for a convolutional network; default: the row as it"
              + " is.")
  private int[] shape = {};

  @Option(
      names = "--normalizer",
      negatable = true,
      description =
          "Whether the normaliser in the zip is applied to the features. Default: it is, if there"
              + " is one and the features do not seem to be normalised already; a line says so.")
  private @Nullable Boolean normalizer;

  @Option(
      names = "--predict",
      paramLabel = "RULE",
      converter = PredictConverter.class,
      description =
          "How the class follows from the outputs: largest, or above:NUMBER for a single unit;"
              + " default: by the loss and the activation of the network, where they tell.")
  private @Nullable ClassRule predict;

  /** To be mixed into a command. */
  public ExampleOptions() {}

  int[] shape() {
    return shape.clone();
  }

  /**
   * Shape of one example.
   *
   * @return lengths; none for the row as it is
   */
  public long[] lengths() {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  /**
   * Whether to apply the normaliser of a network.
   *
   * @return null for as the features look
   */
  public @Nullable Boolean normalizer() {
    return normalizer;
  }

  /**
   * The rule by which outputs say classes.
   *
   * @return null for the network's own
   */
  public @Nullable ClassRule predict() {
    return predict;
  }

  /** Reads {@code largest} or {@code above:NUMBER}. */
  static final class PredictConverter implements ITypeConverter<ClassRule> {
    @Override
    public ClassRule convert(String word) {
      if (word.equals("largest")) {
        return ClassRule.largest();
      }
      try {
        if (word.startsWith("above:")) {
          return ClassRule.above(Double.parseDouble(word.substring("above:".length())));
        }
      } catch (IllegalArgumentException notFinite) {
        throw new TypeConversionException("'" + word + "' has no finite number after above:");
      }
      throw new TypeConversionException("'" + word + "' is not largest or above:NUMBER");
    }
  }
}
