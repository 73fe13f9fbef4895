// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers that the training says of itself, as they are in {@code scalars.json}. */
public final class ScalarMeasure implements Measure {
  /** One of them. */
  public static final Metric SCALAR =
      Metric.gauge(
              "infoscope.scalar", "", "A number that the training wrote beside its activations")
          .labelled("name");

  private volatile Map<String, Double> now = Map.of();

  /** Nothing to say yet. */
  public ScalarMeasure() {}

  /**
   * Takes the numbers of the next epoch.
   *
   * @param values by name
   */
  public void set(Map<String, Double> values) {
    now = Map.copyOf(values);
  }

  @Override
  public String name() {
    return "scalars";
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    now.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> readings.add(reading(each.getKey(), each.getValue())));
    return Findings.of(readings);
  }

  private static Reading reading(String name, double value) {
    return new Reading(
        SCALAR,
        null,
        Map.of("name", name),
        value,
        Uncertainty.of(1, Double.NaN),
        Double.isFinite(value) ? Set.of() : Set.of(Flag.NOT_FINITE));
  }
}
