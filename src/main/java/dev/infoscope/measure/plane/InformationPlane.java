// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The information plane of every layer T: I(X;T), what it keeps of the input X, and I(T;Y), what it
 * holds about the label Y (Shwartz-Ziv and Tishby 2017, arXiv 1703.00810; Saxe et al. 2018).
 *
 * <p>X is the identity of the probe row. The network being deterministic, I(X;T) says how finely
 * the layer distinguishes the rows <em>at the estimator's resolution</em>; it is no property of the
 * network alone (Goldfeld et al. 2019; Geiger 2020). Hence two estimators side by side, a
 * shuffled-label null for every I(T;Y), and a flag on what is saturated.
 *
 * <p>A layer with NaN or infinite values reads {@code NaN} with the flag {@link Flag#NOT_FINITE};
 * one without rows {@code NaN} with {@link Flag#UNDERSAMPLED}; a constant one 0 with {@link
 * Flag#CONSTANT}. Bins are frozen per layer at the first usable snapshot; seeds depend on run and
 * layer only, so shuffles are the same every epoch.
 */
public final class InformationPlane implements Measure {
  private final PlaneSettings settings;
  private final List<PlaneReader> readers = new ArrayList<>();
  private final UnchangedLayers<List<PlanePoint>> unchanged = new UnchangedLayers<>();

  /**
   * A measure for one run.
   *
   * @param settings how the plane is read
   */
  public InformationPlane(PlaneSettings settings) {
    this.settings = settings;
    Set<PlaneEstimator> wanted = settings.estimators();
    if (wanted.contains(PlaneEstimator.BINNED)) {
      readers.add(new BinnedPlane(settings.quantizer(), settings.shuffles()));
    }
    if (wanted.contains(PlaneEstimator.PAIRWISE)
        || wanted.contains(PlaneEstimator.PAIRWISE_LOWER)) {
      readers.add(new PairwisePlane(settings.noise(), settings.shuffles(), wanted));
    }
    if (wanted.contains(PlaneEstimator.KSG)) {
      readers.add(new KsgPlane(settings.shuffles()));
    }
    if (wanted.contains(PlaneEstimator.RENYI)) {
      readers.add(new RenyiPlane(settings.noise(), settings.shuffles()));
    }
  }

  @Override
  public String name() {
    return "information-plane";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return costs(snapshot).cost();
  }

  private PlaneCost costs(Snapshot snapshot) {
    List<Integer> widths =
        snapshot.layers().stream().map(layer -> layer.activations().units()).toList();
    return new PlaneCost(settings, widths, snapshot.examples());
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /**
   * Of a choice of the examples, the same for all layers, where all pairs of them cost too much.
   */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    int most = Cost.fitting(PlaneCost.FEWEST, snapshot.examples(), operations, costs(snapshot)::of);
    int[] rows = SeededChoice.of(snapshot.examples(), most, settings.seed());
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot layer : snapshot.layers()) {
      long more = 31L * Arrays.hashCode(snapshot.labels()) + rows.length;
      for (PlanePoint point : unchanged.of(layer, more, () -> points(layer, snapshot, rows))) {
        readings.addAll(point.readings(named(layer.layer(), point, snapshot.examples())));
      }
    }
    readings.addAll(EfficiencyPeak.of(readings));
    return Findings.of(readings);
  }

  private static Layer named(Layer layer, PlanePoint point, int examples) {
    return point.input().flags().contains(Flag.SAMPLED)
        ? layer.noted(
            String.format(
                Locale.ROOT, "%d of %d examples", point.input().uncertainty().samples(), examples))
        : layer;
  }

  /**
   * Finds the places of one layer in the plane; {@link #measure} turns them into readings.
   *
   * @param layer what was seen of the layer
   * @param snapshot labels of the examples; its own list of layers is not looked at
   * @return one point per estimator
   */
  public List<PlanePoint> points(LayerSnapshot layer, Snapshot snapshot) {
    return points(layer, snapshot, SeededChoice.of(snapshot.examples(), snapshot.examples(), 0));
  }

  private List<PlanePoint> points(LayerSnapshot layer, Snapshot snapshot, int... rows) {
    ValueSummary summary = ValueSummary.of(layer.activations());
    List<PlanePoint> points = new ArrayList<>();
    if (summary.notFinite() > 0 || summary.values() == 0) {
      Flag reason = summary.values() == 0 ? Flag.UNDERSAMPLED : Flag.NOT_FINITE;
      for (PlaneEstimator estimator : settings.estimators()) {
        points.add(PlanePoint.none(estimator, snapshot.examples(), reason));
      }
    } else {
      long seed = settings.seed(layer.layer());
      for (PlaneReader reader : readers) {
        points.addAll(
            rows.length < snapshot.examples() && reader.takesPairs()
                ? sampled(reader, layer, snapshot, seed, rows)
                : reader.read(layer, summary, snapshot, seed));
      }
    }
    return points;
  }

  private static List<PlanePoint> sampled(
      PlaneReader reader, LayerSnapshot layer, Snapshot snapshot, long seed, int... rows) {
    Activations some = layer.activations().select(rows);
    int[] labels = Arrays.stream(rows).map(row -> snapshot.labels()[row]).toArray();
    Snapshot seen = new Snapshot(snapshot.moment(), labels, snapshot.classes(), List.of());
    LayerSnapshot chosen = new LayerSnapshot(layer.layer(), some);
    boolean constant = SamplePoints.isConstant(chosen) && !SamplePoints.isConstant(layer);
    int there = snapshot.occurring();
    return reader.read(chosen, ValueSummary.of(some), seen, seed).stream()
        .map(point -> point.ofChosen(constant, Ranks.of(labels).size(), there))
        .map(point -> point.flagged(Flag.SAMPLED))
        .toList();
  }
}
