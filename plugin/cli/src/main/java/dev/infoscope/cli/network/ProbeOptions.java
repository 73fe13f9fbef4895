// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say on which labelled examples a network is examined. */
final class ProbeOptions {
  @Option(
      names = "--probe",
      required = true,
      paramLabel = "FILE",
      description = "Features of the probe set, [examples x values], scaled as in training.")
  private Path features = Path.of("");

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "Their classes, one integer per example.")
  private Path labels = Path.of("");

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description =
          "Shape of one example, as in 1,28,28 for a convolutional network; default: the row as it"
              + " is.")
  private int[] shape = {};

  Path features() {
    return features;
  }

  Path labels() {
    return labels;
  }

  int[] shape() {
    return shape.clone();
  }

  /** For the parameters of an answer. */
  void describe(Map<String, Object> parameters) {
    parameters.put("probe", features.toString());
    parameters.put("labels", labels.toString());
  }
}
