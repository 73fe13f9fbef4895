// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The layer of maximal efficiency, per signal and estimator: the first of several. Layers whose
 * reading is saturated do not take part, since there efficiency is the quotient of two ceilings. A
 * peak was obtained as the reading of its layer, or of the first layer where none can take part.
 */
public final class EfficiencyPeak {
  private EfficiencyPeak() {}

  /**
   * Finds the peaks.
   *
   * @param readings of all layers; others than efficiencies are passed over
   * @return one reading per signal and estimator, in their order; {@code NaN} with the flags of all
   *     layers where none can take part
   */
  public static List<Reading> of(List<Reading> readings) {
    Map<Map<String, String>, List<Reading>> groups = new LinkedHashMap<>();
    for (Reading reading : readings) {
      if (reading.metric().equals(PlaneMetrics.EFFICIENCY)) {
        groups.computeIfAbsent(reading.labels(), labels -> new ArrayList<>()).add(reading);
      }
    }
    List<Reading> peaks = new ArrayList<>();
    groups.forEach((labels, group) -> peaks.add(peak(labels, group)));
    return peaks;
  }

  private static Reading peak(Map<String, String> labels, List<Reading> group) {
    double largest = Double.NEGATIVE_INFINITY;
    double index = Double.NaN;
    String obtained = group.get(0).obtained();
    EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Reading reading : group) {
      flags.addAll(reading.flags());
      boolean counts = !reading.flags().contains(Flag.SATURATED);
      if (counts && reading.value() > largest) {
        largest = reading.value();
        index = Objects.requireNonNull(reading.layer()).index();
        obtained = reading.obtained();
      }
    }
    Uncertainty uncertainty = Uncertainty.of(group.get(0).uncertainty().samples(), Double.NaN);
    return new Reading(
        PlaneMetrics.EFFICIENCY_PEAK,
        null,
        labels,
        index,
        uncertainty,
        Double.isNaN(index) ? flags : EnumSet.noneOf(Flag.class),
        obtained);
  }
}
