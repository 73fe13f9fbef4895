// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.PartCounts;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Relay information of every hidden layer (Hintze and Adami 2023, doi 10.3390/e25030401, arXiv
 * 2301.00911): which neurons the link from class to prediction runs through.
 *
 * <p>Layers are looked at one at a time. The output layer is left out: its units are the
 * prediction. Levels are found anew on every snapshot. A layer reads {@code NaN} with a flag where
 * there is not enough evidence; see {@link LayerRelay#of}.
 */
public final class RelayMeasure implements CountedMeasure {
  private final RelaySettings settings;
  private final UnchangedLayers<Findings> unchanged = new UnchangedLayers<>();
  private final RelayMemory memory = new RelayMemory();

  /**
   * A measure for one run.
   *
   * @param settings how layers are read
   */
  public RelayMeasure(RelaySettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return new RelayCost(settings, snapshot).cost();
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Neurons of wide layers are sought among a choice of them where all cost too much. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    RelayCost cost = new RelayCost(settings, snapshot);
    int most = Cost.fitting(RelayCost.FEWEST, cost.widest(), operations, cost::of);
    int labels = Arrays.hashCode(snapshot.labels());
    int predictions = Arrays.hashCode(snapshot.predictions());
    long more = Mix.at(Mix.at(Mix.at(labels, predictions), snapshot.classes()), most);
    List<Reading> readings = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      if (!isOutput(seen.layer().kind())) {
        Findings found = unchanged.of(seen, more, () -> findings(seen, snapshot, most));
        readings.addAll(found.readings());
        matrices.addAll(found.matrices());
      }
    }
    return new Findings(readings, matrices);
  }

  private Findings findings(LayerSnapshot seen, Snapshot snapshot, int most) {
    int width = seen.activations().units();
    int[] units = SeededChoice.of(width, most, Mix.at(settings.seed(), seen.layer().index()));
    LayerRelay relay =
        LayerRelay.of(
                settings,
                seen.layer().range(),
                seen.activations().selectUnits(units),
                snapshot.labels(),
                snapshot.predictions(),
                snapshot.classes(),
                memory)
            .numbered(units);
    if (units.length == width) {
      return findings(seen, relay);
    }
    Layer layer =
        seen.layer()
            .noted(String.format(Locale.ROOT, "chosen among %d of %d units", units.length, width));
    return new RelayReadings(layer, relay, settings.share())
        .findings()
        .flagged(Set.of(Flag.SAMPLED));
  }

  @Override
  public SnapshotCounts counts(Snapshot like, SnapshotSummary summary) {
    return new CountedRelay(settings, summary).counts(like);
  }

  @Override
  public SnapshotCounts counts(SnapshotSummary summary, byte[] bytes) {
    return new CountedRelay(settings, summary).read(bytes);
  }

  /** Layers wider than the preselection allows are read from the rows that were kept. */
  @Override
  public Findings findings(Snapshot like, SnapshotSummary summary, SnapshotCounts counts) {
    int parts = CountedRelay.PARTS * like.layers().size();
    PartCounts<RelayCounts> counted = PartCounts.of(counts, SerialKind.RELAY_COUNTS, parts);
    CountedRelay relays = new CountedRelay(settings, summary);
    Snapshot rows = summary.rows(like);
    List<Findings> found = new ArrayList<>();
    for (int i = 0; i < rows.layers().size(); i++) {
      LayerSnapshot layer = rows.layers().get(i);
      if (!isOutput(layer.layer().kind())) {
        LayerRelay relay = relays.read(i, like.classes(), counted);
        found.add(relay == null ? ofRows(layer, rows, summary) : findings(layer, relay));
      }
    }
    return Findings.together(found);
  }

  private Findings findings(LayerSnapshot seen, LayerRelay relay) {
    return new RelayReadings(seen.layer(), relay, settings.share()).findings();
  }

  private Findings ofRows(LayerSnapshot layer, Snapshot rows, SnapshotSummary summary) {
    Findings found = findings(layer, rows, layer.activations().units());
    return summary.keepsAll() ? found : found.flagged(Set.of(Flag.SAMPLED));
  }

  static boolean isOutput(String kind) {
    return kind.endsWith("OutputLayer") || kind.endsWith("LossLayer");
  }
}
