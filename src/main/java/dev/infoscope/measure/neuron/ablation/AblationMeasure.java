// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Information-ordered cumulative ablation while a network trains: every so many epochs, or at the
 * last planned one, each hidden layer loses its neurons one after the other in the order of each
 * quantity. Neurons are ranked on every second example of the probe set, the accuracy is taken on
 * the others. Layer by layer; the orders never mix layers.
 *
 * <p>Between two such epochs the readings are repeated, beside the epoch they are of; the curves
 * are handed out once. Layers with NaN or infinite values are left out, as are all layers when the
 * network predicts no classes.
 */
public final class AblationMeasure implements Measure {
  private final AblationSettings settings;
  private final int plannedEpochs;
  private int last = -1;
  private List<Reading> readings = List.of();

  /**
   * A measure for one run.
   *
   * @param settings how and when
   * @param plannedEpochs how many epochs the run is meant to have; 0 if not known
   */
  public AblationMeasure(AblationSettings settings, int plannedEpochs) {
    this.settings = settings;
    this.plannedEpochs = plannedEpochs;
  }

  @Override
  public String name() {
    return "ablation";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public boolean readsWeights() {
    return true;
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    int epoch = snapshot.moment().epoch();
    boolean possible =
        snapshot.access() != null && snapshot.predictions() != null && snapshot.examples() > 1;
    if (epoch == last || !possible || !settings.isDue(epoch, plannedEpochs)) {
      return Findings.of(readings);
    }
    List<Reading> found = new ArrayList<>();
    List<Matrix> curves = new ArrayList<>();
    int[] rows = rows(snapshot.examples(), 1);
    for (LayerSnapshot seen : snapshot.layers()) {
      if (isAblated(seen, Objects.requireNonNull(snapshot.access()))) {
        AblationReadings read =
            new AblationReadings(named(seen), study(seen, snapshot), rows.length);
        found.addAll(read.readings());
        curves.add(read.curves());
      }
    }
    Uncertainty uncertainty = Uncertainty.of(rows.length, Double.NaN);
    found.add(new Reading(AblationMetrics.EPOCH, null, Map.of(), epoch, uncertainty, Set.of()));
    last = epoch;
    readings = List.copyOf(found);
    return new Findings(readings, curves);
  }

  private static boolean isAblated(LayerSnapshot seen, NetworkAccess access) {
    boolean finite = ValueSummary.of(seen.activations()).notFinite() == 0;
    return finite && !access.isOutput(seen.layer());
  }

  private AblationStudy study(LayerSnapshot seen, Snapshot snapshot) {
    int[] ranked = rows(snapshot.examples(), 0);
    LayerSnapshot half =
        new LayerSnapshot(seen.layer(), LayerAblation.rows(seen.activations(), ranked), seen.map());
    int[] labels = Arrays.stream(ranked).map(row -> snapshot.labels()[row]).toArray();
    Snapshot ranking = new Snapshot(snapshot.moment(), labels, snapshot.classes(), List.of(half));
    return new LayerAblation(settings).study(half, ranking, snapshot, rows(snapshot.examples(), 1));
  }

  private static int[] rows(int examples, int first) {
    return IntStream.range(0, examples).filter(row -> row % 2 == first).toArray();
  }

  private Layer named(LayerSnapshot seen) {
    return seen.layer().noted("ablated to " + settings.value().name().toLowerCase(Locale.ROOT));
  }
}
