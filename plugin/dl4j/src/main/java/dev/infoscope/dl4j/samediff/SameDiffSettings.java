// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.List;

/**
 * What is what in a SameDiff graph, where its training configuration and its losses do not say it.
 *
 * @param inputs placeholders that the features of the probe go to, in their order; empty for those
 *     of the training configuration
 * @param labels placeholders that the labels go to, in their order; empty for those of the training
 *     configuration
 * @param outputs variables that hold what the network predicts, such as the softmax; empty for what
 *     the losses hold against the labels
 */
public record SameDiffSettings(List<String> inputs, List<String> labels, List<String> outputs) {
  /** Copies the lists. */
  public SameDiffSettings {
    inputs = List.copyOf(inputs);
    labels = List.copyOf(labels);
    outputs = List.copyOf(outputs);
  }

  /**
   * All as the graph itself says.
   *
   * @return the defaults
   */
  public static SameDiffSettings defaults() {
    return new SameDiffSettings(List.of(), List.of(), List.of());
  }

  /**
   * Names the placeholders of the features.
   *
   * @param names in the order of the probe's features
   * @return a copy
   */
  public SameDiffSettings withInputs(String... names) {
    return new SameDiffSettings(List.of(names), labels, outputs);
  }

  /**
   * Names the placeholders of the labels.
   *
   * @param names in the order of the probe's labels
   * @return a copy
   */
  public SameDiffSettings withLabels(String... names) {
    return new SameDiffSettings(inputs, List.of(names), outputs);
  }

  /**
   * Names what the network predicts.
   *
   * @param names variables, such as the softmax
   * @return a copy
   */
  public SameDiffSettings withOutputs(String... names) {
    return new SameDiffSettings(inputs, labels, List.of(names));
  }
}
