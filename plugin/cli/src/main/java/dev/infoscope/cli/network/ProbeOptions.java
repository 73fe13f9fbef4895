// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.dl4j.probe.ClassRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say on which labelled examples a network is examined. */
final class ProbeOptions {
  @Option(
      names = "--probe",
      paramLabel = "FILE",
      description =
          "Features of the probe set, [examples x values]; raw if the zip holds a"
              + " normaliser, else scaled as in training.")
  private @Nullable Path features;

  @Option(
      names = {"-l", "--labels"},
      paramLabel = "FILE",
      description = "Their classes, one integer per example.")
  private @Nullable Path labels;

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
          "Whether the normaliser in the zip is applied to the features. Default: if there is one,"
              + " and the features do not seem to be normalised already; either is told.")
  private @Nullable Boolean normalizer;

  @Mixin private TableOptions tables = new TableOptions();

  @Option(
      names = "--predict",
      paramLabel = "RULE",
      converter = PredictConverter.class,
      description =
          "How outputs say the class: largest, or above:NUMBER for a single unit; default: as loss"
              + " and activation of the network have it, if they do.")
  private @Nullable ClassRule predict;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Reads the probe set. */
  ProbeFiles read(Normalization normal) {
    return ProbeFiles.read(tables, normal::apply, features(), labels(), shape());
  }

  /** Demands both files, before anything is read. */
  void requireGiven() {
    features();
    labels();
  }

  /** Whether a probe set is named. */
  boolean isGiven() {
    return features != null || labels != null;
  }

  /** Demands that none is given, since what is read holds its own. */
  void requireNone(String in) {
    if (features != null || labels != null) {
      String option = features != null ? "--probe" : "--labels";
      throw new ParameterException(
          command.commandLine(), option + " goes with --checkpoints; " + in + " holds its own");
    }
  }

  /** Both files. */
  List<Path> files() {
    return List.of(features(), labels());
  }

  Path features() {
    return given(features, "--probe");
  }

  Path labels() {
    return given(labels, "--labels");
  }

  private Path given(@Nullable Path file, String option) {
    if (file == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '" + option + "=FILE'");
    }
    return file;
  }

  int[] shape() {
    return shape.clone();
  }

  /** What becomes of the normaliser of a network. */
  Normalization normalization(ModelFile model) {
    return Normalization.of(model, normalizer);
  }

  /** Whether to apply the normaliser of a network; null for as the features look. */
  @Nullable Boolean normalizer() {
    return normalizer;
  }

  /** How tables are read. */
  TableOptions tables() {
    return tables;
  }

  /** The rule by which outputs say classes; null for the network's own. */
  @Nullable ClassRule predict() {
    return predict;
  }

  /** For the parameters of an answer. */
  void describe(Map<String, Object> parameters) {
    parameters.put("probe", features().toString());
    parameters.put("labels", labels().toString());
    parameters.put("predict", predict == null ? "network" : predict.toString());
    tables.tell(parameters);
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
