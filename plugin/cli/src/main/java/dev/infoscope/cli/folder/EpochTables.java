// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.Matrix;
import dev.infoscope.discrete.Activations;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one epoch, of the layers and examples of its run.
 *
 * @param chain the layers
 * @param rows which examples are kept
 * @param values of each layer
 * @param notes how several values of a unit became one, by layer
 * @param weights of layers that have some
 * @param said classes that its file of predictions holds, one per example; null without one
 */
record EpochTables(
    LayerChain chain,
    ProbeRows rows,
    Map<String, Matrix> values,
    Map<String, String> notes,
    Map<String, LayerWeights> weights,
    long @Nullable [] said) {

  /** Values of a layer, {@code [kept examples x units]}. */
  Activations values(LayerFacts layer) {
    return rows.rows(Objects.requireNonNull(values.get(layer.name())));
  }
}
