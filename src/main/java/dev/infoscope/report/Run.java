// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.Map;

/**
 * The training run that reports are about.
 *
 * @param name value of the label {@code run}
 * @param model value of the label {@code model}
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param schedule when the network is examined, in words such as {@code after every epoch}; empty
 *     if not said
 * @param tags what the user says of the run, such as hyperparameters, as in {@link Tags}
 * @param provenance how readings are obtained
 */
public record Run(
    String name,
    String model,
    int plannedEpochs,
    String schedule,
    Map<String, Object> tags,
    Provenance provenance) {
  /**
   * Copies the tags.
   *
   * @throws IllegalArgumentException if they are not as in {@link Tags}
   */
  public Run {
    tags = Tags.copy(tags);
  }

  /**
   * A run of which nothing more is said.
   *
   * @param name value of the label {@code run}
   * @param model value of the label {@code model}
   * @param plannedEpochs epochs the run is meant to have; 0 if not said
   * @param provenance how readings are obtained
   */
  public Run(String name, String model, int plannedEpochs, Provenance provenance) {
    this(name, model, plannedEpochs, "", Map.of(), provenance);
  }

  /**
   * The run under another name.
   *
   * @param other name
   * @return a copy
   */
  public Run withName(String other) {
    return new Run(other, model, plannedEpochs, schedule, tags, provenance);
  }

  /**
   * The run with another model.
   *
   * @param other name of the model
   * @return a copy
   */
  public Run withModel(String other) {
    return new Run(name, other, plannedEpochs, schedule, tags, provenance);
  }

  /**
   * The run with tags.
   *
   * @param all that it has then
   * @return a copy
   * @throws IllegalArgumentException if they are not as in {@link Tags}
   */
  public Run withTags(Map<String, Object> all) {
    return new Run(name, model, plannedEpochs, schedule, all, provenance);
  }
}
