// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in one line of the table of runs. Losses and readings are null where there is none.
 *
 * @param epoch of the last report
 * @param iteration of the last report
 * @param time of the last report, ISO 8601; empty before the first
 * @param loss of the last minibatch
 * @param bestLoss the lowest so far
 * @param bestEpoch when that was; 0 if there is none
 * @param accuracy on the probe set, when last measured, by output
 * @param probeLoss on the probe set, when last measured, by output
 * @param label I(T;Y) of the last output that says classes, or else of the last layer, by estimator
 * @param seconds how long it was watched, without pauses between its parts
 * @param parts how many it has; more than 1 if it was restarted
 */
record RunOverview(
    int epoch,
    int iteration,
    String time,
    @Nullable Double loss,
    @Nullable Double bestLoss,
    int bestEpoch,
    Map<String, Double> accuracy,
    Map<String, Double> probeLoss,
    Map<String, OfLayer> label,
    double seconds,
    int parts) {
  /** A reading of a layer; layers count from the input. */
  record OfLayer(int index, String layer, double value) {}

  /** A run without a report. */
  static RunOverview none() {
    return new RunOverview(0, 0, "", null, null, 0, Map.of(), Map.of(), Map.of(), 0, 0);
  }

  RunOverview {
    accuracy = Collections.unmodifiableMap(new TreeMap<>(accuracy));
    probeLoss = Collections.unmodifiableMap(new TreeMap<>(probeLoss));
    label = Collections.unmodifiableMap(new TreeMap<>(label));
  }
}
