// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.relay;

import dev.infoscope.measure.relay.CoarseGraining;
import dev.infoscope.measure.relay.Preselection;
import dev.infoscope.measure.relay.RelaySettings;
import org.jspecify.annotations.Nullable;

/**
 * How the layer is read.
 *
 * @param coarse from values to levels
 * @param only the class wanted, as the files call it; null for all
 * @param neurons most neurons looked at; 0 for the default
 * @param exhaustive whether every set is tried
 * @param corrected whether the values of paths are corrected for bias
 * @param splitHalf whether order and values come from different rows
 * @param threads for every set
 * @param seed of the halves
 */
record RelayOptions(
    CoarseGraining coarse,
    @Nullable Long only,
    int neurons,
    boolean exhaustive,
    boolean corrected,
    boolean splitHalf,
    int threads,
    long seed) {

  RelaySettings settings(int classes) {
    RelaySettings settings =
        RelaySettings.defaults().withCoarseGraining(coarse).withClasses(classes).withSeed(seed);
    if (neurons > 0) {
      settings = settings.withNeurons(neurons);
    }
    return splitHalf ? settings.withSplitHalf() : settings.withoutSplitHalf();
  }

  Preselection preselection() {
    return settings(1).preselection();
  }
}
