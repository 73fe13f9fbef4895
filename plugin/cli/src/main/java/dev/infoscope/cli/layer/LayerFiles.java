// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.layer;

import dev.infoscope.cli.table.LabelledLayer;
import dev.infoscope.cli.table.TableOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which layers and labels a command reads; mixed into it. */
final class LayerFiles {
  @Option(
      names = "--activations",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Activations of a layer, [rows x units]; repeat for more layers.")
  private List<Path> activations = List.of();

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "One integer per row; negative and sparse values are classes too.")
  private Path labels = Path.of("");

  @Mixin private TableOptions tables = new TableOptions();

  List<LabelledLayer> read() {
    return LabelledLayer.read(tables, activations, labels);
  }

  /** Adds what is needed to read the same files in the same way. */
  void tell(Map<String, Object> parameters) {
    parameters.put("activations", activations.stream().map(Path::toString).toList());
    parameters.put("labels", labels.toString());
    tables.tell(parameters);
  }
}
