// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.FrozenBins;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
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
import java.util.SplittableRandom;

/**
 * {@link RedundancyPoint} of every layer. The patterns of a wide layer are nearly all different,
 * and say nothing; of such a layer disjoint groups of a few units each are read, a seeded choice
 * that is the same at every snapshot, with the flag {@link Flag#SAMPLED}. Units are read as one bit
 * each, as single neurons are; bins that come from data are frozen per layer.
 */
public final class RedundancyMeasure implements Measure {
  private static final double VALUE = 40; // bits, patterns and their numbers
  private static final double ROW = 8; // of a shuffle
  private static final double CELL = 12; // of a table, for each unit that is left out

  private final RedundancySettings settings;
  private final FrozenBins bins;

  /**
   * A measure for one run.
   *
   * @param settings how layers are read
   */
  public RedundancyMeasure(RedundancySettings settings) {
    this.settings = settings;
    bins = new FrozenBins(settings.rule());
  }

  @Override
  public String name() {
    return "redundancy";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    double classes = Ranks.of(snapshot.labels()).size();
    double sum = 0;
    for (LayerSnapshot seen : snapshot.layers()) {
      for (int[] group : groups(seen.activations().units(), seen.layer().index())) {
        double patterns = Math.min(snapshot.examples(), Math.pow(2, group.length));
        double once = ROW * snapshot.examples() + CELL * patterns * classes * group.length;
        sum += VALUE * snapshot.examples() * group.length + (1 + settings.shuffles()) * once;
      }
    }
    return new Cost(sum, sum);
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      readings.addAll(readings(seen, snapshot.labels()));
    }
    return Findings.of(readings);
  }

  private List<Reading> readings(LayerSnapshot seen, int... labels) {
    int width = seen.activations().units();
    int[][] groups = groups(width, seen.layer().index());
    Bins own = bins.of(seen);
    RedundancyPoint point =
        RedundancyPoint.of(
            seen.activations(), own, groups, labels, settings.shuffles(), settings.seed());
    if (groups.length == 1 && groups[0].length == width) {
      return readings(seen.layer(), point);
    }
    String note =
        String.format(Locale.ROOT, "%d x %d of %d units", groups.length, groups[0].length, width);
    return readings(seen.layer().noted(note), point).stream()
        .map(reading -> reading.flagged(Set.of(Flag.SAMPLED)))
        .toList();
  }

  /**
   * Reads one layer by itself; bins are frozen as in a run.
   *
   * @param layer which one
   * @param values of the layer, {@code [examples x units]}
   * @param labels class of each example, any integers
   * @return r and v
   */
  public List<Reading> readings(Layer layer, Activations values, int[] labels) {
    return readings(new LayerSnapshot(layer, values), labels);
  }

  private static List<Reading> readings(Layer layer, RedundancyPoint point) {
    return List.of(
        Reading.of(RedundancyMetrics.REDUNDANCY, layer, Map.of(), point.redundancy()),
        Reading.of(RedundancyMetrics.VULNERABILITY, layer, Map.of(), point.vulnerability()));
  }

  /** All units of a layer that is narrow enough, else disjoint groups; none has another size. */
  private int[][] groups(int width, int layer) {
    int[] units = RandomOrder.of(width, new SplittableRandom(Mix.at(settings.seed(), layer)));
    int size = Math.min(width, settings.units());
    int[][] groups = new int[Math.min(settings.groups(), width / size)][];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = Arrays.copyOfRange(units, group * size, (group + 1) * size);
      Arrays.sort(groups[group]);
    }
    return groups;
  }
}
