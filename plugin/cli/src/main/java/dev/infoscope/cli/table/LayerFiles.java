// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import dev.infoscope.cli.option.LabelsOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which layers and labels a command reads; mixed into it. */
public final class LayerFiles {
  @Option(
      names = {"-a", "--activations"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Activations of a layer, [rows x units]; repeat for more layers.")
  private List<Path> activations = List.of();

  @Mixin private LabelsOption labels = new LabelsOption();

  /** For the command line only. */
  public LayerFiles() {}

  /**
   * Files of activations.
   *
   * @return one per layer, in the order given
   */
  public List<Path> activations() {
    return activations;
  }

  /**
   * File of the labels.
   *
   * @return of all layers
   */
  public Path labels() {
    return labels.file();
  }

  /**
   * Adds what is needed to read the same files again.
   *
   * @param parameters of an answer, by name
   */
  public void tell(Map<String, Object> parameters) {
    parameters.put("activations", activations.stream().map(Path::toString).toList());
    parameters.put("labels", labels.file().toString());
  }
}
