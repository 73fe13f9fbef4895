// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code layers.json} says of a layer.
 *
 * @param name of the layer
 * @param kind type of layer; {@code file} unless said
 * @param activation name of its activation function; null if not said
 * @param from names of the layers it is computed from, or {@code inputs}; null if not said
 */
record LayerFacts(
    String name, String kind, @Nullable String activation, @Nullable List<String> from) {
  static final String PLAIN = "file";

  /** The kind of an output, whose units are classes and relay nothing. */
  private static final String OUTPUT = "OutputLayer";

  static LayerFacts named(String name) {
    return new LayerFacts(name, PLAIN, null, null);
  }

  /** The same as the output of the network, unless another kind is said. */
  LayerFacts asOutput() {
    return kind.equals(PLAIN) ? new LayerFacts(name, OUTPUT, activation, from) : this;
  }

  LayerFacts with(@Nullable String function) {
    return activation == null ? new LayerFacts(name, kind, function, from) : this;
  }

  /** Demands that a file says the function that is known. */
  void requireFunction(Path file, String said, String elsewhere) {
    if (activation != null && !MapReader.isSame(said, activation)) {
      throw new InputException(
          file,
          "activation of layer %s is %s here and %s in %s; say one",
          name,
          said,
          activation,
          elsewhere);
    }
  }
}
