// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalMetrics;
import dev.infoscope.measure.drift.Drift;
import dev.infoscope.measure.drift.DriftQuantity;
import dev.infoscope.measure.drift.DriftSettings;
import dev.infoscope.measure.neuron.NeuronMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What shows only when the readings of a snapshot are taken together, or held against earlier
 * snapshots: drift, flags counted, time between snapshots. One per run; not thread-safe.
 */
public final class DerivedReadings {
  private static final double BITS = 0.02;
  private static final double CAUSAL_BITS = 0.5;
  private static final double NEURONS = 1;
  private static final double LOSS = 0.01;
  private static final double ACCURACY = 0.005;

  /** Signal and estimator whose drift is watched; the first that a layer has. */
  private static final List<Map<String, String>> PLANES =
      List.of(
          Map.of("signal", "activation", "estimator", "pairwise"),
          Map.of("signal", "activation", "estimator", "renyi"),
          Map.of("signal", "activation", "estimator", "ksg"),
          Map.of("signal", "activation"));

  private static final List<Map<String, String>> PARTS = List.of(Map.of("kind", "parts"));
  private static final List<Map<String, String>> PLAIN = List.of(Map.of());

  private static final List<DriftQuantity> WATCHED =
      List.of(
          new DriftQuantity("input", PlaneMetrics.INPUT, PLANES, BITS, DriftQuantity.Role.INPUT),
          new DriftQuantity("label", PlaneMetrics.LABEL, PLANES, BITS, DriftQuantity.Role.LABEL),
          plain("sensitivity", CausalMetrics.SENSITIVITY, PLAIN, CAUSAL_BITS),
          plain("effective_information", CausalMetrics.EFFECTIVE_INFORMATION, PARTS, CAUSAL_BITS),
          plain("degeneracy", CausalMetrics.DEGENERACY, PARTS, CAUSAL_BITS),
          plain("dead_neurons", NeuronMetrics.DEAD, PLAIN, NEURONS),
          plain("loss", ProbeMetrics.LOSS, PLAIN, LOSS),
          plain("accuracy", ProbeMetrics.ACCURACY, PLAIN, ACCURACY),
          plain("r2", ProbeMetrics.R2, PLAIN, ACCURACY));

  private final @Nullable Drift drift;
  private final Map<Layer, Map<Flag, Integer>> flagged =
      new TreeMap<>(Comparator.comparingInt(Layer::index).thenComparing(Layer::name));
  private @Nullable Instant last;

  /**
   * Nothing seen yet.
   *
   * @param settings when a reading counts as drifted; null to leave drift out
   */
  public DerivedReadings(@Nullable DriftSettings settings) {
    this.drift = settings == null ? null : new Drift(settings, WATCHED);
  }

  private static DriftQuantity plain(
      String quantity, Metric metric, List<Map<String, String>> choices, double floor) {
    return new DriftQuantity(quantity, metric, choices, floor, DriftQuantity.Role.PLAIN);
  }

  /**
   * Values of the label {@code quantity} of drift.
   *
   * @return in the order in which they are read
   */
  public static List<String> quantities() {
    return WATCHED.stream().map(DriftQuantity::quantity).toList();
  }

  /**
   * Takes a snapshot and says what shows.
   *
   * @param moment when the network was examined
   * @param readings all that was measured
   * @param skipped layers that were not examined
   * @return readings to be added to the report
   */
  public List<Reading> read(Moment moment, List<Reading> readings, Map<String, String> skipped) {
    List<Reading> found = new ArrayList<>(flags(readings));
    found.add(ofRun(RunMetrics.SKIPPED_LAYERS, skipped.size()));
    if (last != null) {
      found.add(ofRun(RunMetrics.INTERVAL, Duration.between(last, moment.time()).toMillis() / 1e3));
    }
    last = moment.time();
    if (drift != null) {
      found.addAll(drift.read(moment, readings));
    }
    return found;
  }

  private static Reading ofRun(Metric metric, double value) {
    return new Reading(metric, null, Map.of(), value, Uncertainty.of(1, Double.NaN), Set.of());
  }

  /** A flag that was seen once is counted from then on, also where the count is 0 again. */
  private List<Reading> flags(List<Reading> readings) {
    flagged.values().forEach(counts -> counts.replaceAll((flag, count) -> 0));
    for (Reading reading : readings) {
      if (reading.layer() != null) {
        Map<Flag, Integer> counts =
            flagged.computeIfAbsent(reading.layer(), layer -> new EnumMap<>(Flag.class));
        reading.flags().forEach(flag -> counts.merge(flag, 1, Integer::sum));
      }
    }
    List<Reading> found = new ArrayList<>();
    flagged.forEach(
        (layer, counts) -> counts.forEach((flag, count) -> found.add(count(layer, flag, count))));
    return found;
  }

  /** Of readings that were obtained in several ways, so it says none of them. */
  private static Reading count(Layer layer, Flag flag, int count) {
    return new Reading(
        RunMetrics.FLAGGED,
        layer,
        Map.of("flag", flag.label()),
        count,
        Uncertainty.of(1, Double.NaN),
        Set.of(),
        "");
  }
}
