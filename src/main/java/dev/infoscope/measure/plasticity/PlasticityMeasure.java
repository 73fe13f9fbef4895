// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plasticity;

import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.RowMemory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@link LayerPlasticity} of every layer. Of a wide layer the covariance of a seeded choice of
 * units is looked at, with the flag {@link Flag#SAMPLED}; dormant units are counted among all.
 */
public final class PlasticityMeasure implements Measure {
  private static final int FEWEST = 16; // units; a covariance of fewer says little of a wide layer
  private static final double VALUE = 8;
  private static final double PRODUCT = 0.4; // of a covariance
  private static final double ROTATION = 1.5; // of its eigenvalues

  private final PlasticitySettings settings;
  private final RowMemory memory = new RowMemory();

  /**
   * A measure for one run.
   *
   * @param settings how layers are read
   */
  public PlasticityMeasure(PlasticitySettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "plasticity";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return Cost.of(FEWEST, widest(snapshot), most -> cost(snapshot, most));
  }

  private int widest(Snapshot snapshot) {
    int widest =
        snapshot.layers().stream().mapToInt(seen -> seen.activations().units()).max().orElse(0);
    return Math.min(widest, settings.units());
  }

  private static double cost(Snapshot snapshot, int most) {
    double sum = 0;
    for (LayerSnapshot seen : snapshot.layers()) {
      double width = seen.activations().units();
      double units = Math.min(width, most);
      sum += VALUE * snapshot.examples() * width;
      sum += PRODUCT * snapshot.examples() * units * units + ROTATION * units * units * units;
    }
    return sum;
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Of fewer units of wide layers where as many as wanted cost too much. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    int most = Cost.fitting(FEWEST, widest(snapshot), operations, units -> cost(snapshot, units));
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      readings.addAll(readings(seen, most));
    }
    return Findings.of(readings);
  }

  private List<Reading> readings(LayerSnapshot seen, int most) {
    int width = seen.activations().units();
    int examples = seen.activations().examples();
    int[] units = SeededChoice.of(width, most, Mix.at(settings.seed(), seen.layer().index()));
    LayerPlasticity found = LayerPlasticity.of(seen.activations(), units, settings, memory);
    boolean whole = units.length == width;
    String note = whole ? "" : String.format(Locale.ROOT, "%d of %d units", units.length, width);
    Layer layer = seen.layer().noted(note);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(found.flags());
    if (!whole) {
      flags.add(Flag.SAMPLED);
    }
    double ceiling = Math.max(0, Math.min(units.length, examples - 1));
    return List.of(
        reading(
            PlasticityMetrics.EFFECTIVE_RANK,
            layer,
            found.effectiveRank(),
            examples,
            ceiling,
            flags),
        reading(PlasticityMetrics.DUPLICATE, layer, found.duplicate(), examples, 1, flags),
        reading(
            PlasticityMetrics.DORMANT, seen.layer(), found.dormant(), examples, 1, found.flags()));
  }

  private static Reading reading(
      Metric metric, Layer layer, double value, int examples, double ceiling, Set<Flag> flags) {
    Uncertainty uncertainty = Uncertainty.of(examples, ceiling);
    return new Reading(metric, layer, Map.of(), value, uncertainty, flags);
  }
}
