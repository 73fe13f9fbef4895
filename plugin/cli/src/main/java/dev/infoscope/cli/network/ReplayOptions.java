// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.dl4j.probe.ClassRule;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How saved moments are measured.
 *
 * @param run name of the run
 * @param model name of the model; empty for the class of the network
 * @param tags what is said of the run
 * @param without names of measures to leave out
 * @param probeRows rows of the probe set to keep at the most
 * @param seed of all random choices
 * @param plannedEpochs epochs the run is meant to have; 0 if not said
 * @param port where the run is served; -1 for nowhere
 * @param predict rule by which outputs say classes; null for the network's own
 */
public record ReplayOptions(
    String run,
    String model,
    Map<String, Object> tags,
    List<String> without,
    int probeRows,
    long seed,
    int plannedEpochs,
    int port,
    @Nullable ClassRule predict)
    implements Serializable {
  /** A run that waits for each analysis, with these options. */
  InfoscopeBuilder builder() {
    InfoscopeBuilder builder =
        Infoscope.builder()
            .run(run)
            .without(without.toArray(String[]::new))
            .probeRows(probeRows)
            .seed(seed)
            .synchronous();
    tags.forEach((name, value) -> TagOption.tell(builder, name, value));
    if (!model.isEmpty()) {
      builder.model(model);
    }
    if (plannedEpochs > 0) {
      builder.plannedEpochs(plannedEpochs);
    }
    return port < 0 ? builder : builder.serve(port);
  }
}
