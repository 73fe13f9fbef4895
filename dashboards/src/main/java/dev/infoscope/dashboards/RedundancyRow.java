// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.plasticity.PlasticityMetrics;
import dev.infoscope.measure.redundancy.RedundancyMetrics;
import java.util.List;

/** How many neurons hold a bit, how many it needs, and signs of lost plasticity. */
final class RedundancyRow {
  private static final String NOTHING_YET = "No epoch examined yet, or it is not measured";

  private RedundancyRow() {}

  static Row create() {
    return new Row(
        "Redundancy and plasticity",
        List.of(redundancy(), vulnerability(), rank(), duplicate(), dormant()));
  }

  private static Panel lines(
      String title, String unit, String description, int decimals, Series series) {
    return Panels.lines(title, unit, description, NOTHING_YET, Query.lines("degree", series))
        .fields("decimals", decimals, "min", 0)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel redundancy() {
    return lines(
        "Redundancy",
        "none",
        "How many neurons hold, each by itself, a bit about the label that they hold together."
            + " Below 1 is synergy: bits that no neuron has alone. Wide layers are read in groups"
            + " of 5 neurons.",
        2,
        Series.of(RedundancyMetrics.REDUNDANCY));
  }

  private static Panel vulnerability() {
    return lines(
        "Vulnerability",
        "none",
        "On how many neurons a bit about the label depends, so that it is lost without any one of"
            + " them. Near 0 any one neuron can go. Wide layers are read in groups of 5 neurons,"
            + " in which a bit looks more vulnerable than it is.",
        2,
        Series.of(RedundancyMetrics.VULNERABILITY));
  }

  private static Panel rank() {
    return lines(
        "Effective rank of activations",
        "none",
        "In how many directions the layer's activations vary about evenly. A lasting fall is lost"
            + " plasticity: the layer finds it harder to learn something new. Do not compare"
            + " layers of different width.",
        1,
        Series.of(PlasticityMetrics.EFFECTIVE_RANK));
  }

  private static Panel duplicate() {
    return lines(
        "Near-duplicate units",
        "percentunit",
        "Share of units whose values correlate with those of a lower unit by 0.99 or more.",
        1,
        Series.of(PlasticityMetrics.DUPLICATE));
  }

  private static Panel dormant() {
    return lines(
        "Dormant units",
        "percentunit",
        "Share of units whose mean magnitude is at most 2.5 % of the layer's mean. A rise is"
            + " seen before accuracy suffers.",
        1,
        Series.of(PlasticityMetrics.DORMANT));
  }
}
