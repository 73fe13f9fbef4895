// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.dl4j.probe.ClassRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Mixin private ExampleOptions examples = new ExampleOptions();

  @Mixin private TableOptions tables = new TableOptions();

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
    return examples.shape();
  }

  /** What becomes of the normaliser of a network. */
  Normalization normalization(ModelFile model) {
    return Normalization.of(model, normalizer());
  }

  /** Whether to apply the normaliser of a network; null for as the features look. */
  @Nullable Boolean normalizer() {
    return examples.normalizer();
  }

  /** How tables are read. */
  TableOptions tables() {
    return tables;
  }

  /** The rule by which outputs say classes; null for the network's own. */
  @Nullable ClassRule predict() {
    return examples.predict();
  }

  /** For the parameters of an answer. */
  void describe(Map<String, Object> parameters) {
    parameters.put("probe", features().toString());
    parameters.put("labels", labels().toString());
    ClassRule predict = predict();
    parameters.put("predict", predict == null ? "network" : predict.toString());
    tables.tell(parameters);
  }
}
