// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Layer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The training run that reports are about.
 *
 * @param name value of the label {@code run}
 * @param model value of the label {@code model}
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param layers layers that are examined, from input to output
 * @param skipped layers that are not, with the reason; sorted by name
 * @param provenance how readings are obtained
 */
public record Run(
    String name,
    String model,
    int plannedEpochs,
    List<Layer> layers,
    Map<String, String> skipped,
    Provenance provenance) {
  /** Copies the lists. */
  public Run {
    layers = List.copyOf(layers);
    skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
  }
}
