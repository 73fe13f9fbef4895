// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.kernel.TileMemory;
import dev.infoscope.measure.ChosenExamples;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.EpochInterval;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.NetworkAccess;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.ValueHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The information plane with layer conductance in place of activations, and its information
 * transformation efficiency, after Dabounou and Baazzouz 2024 (arXiv 2408.14681). A reconstruction:
 * of the paper only the idea and the names were known, not its formulas; {@code
 * src/site/conductance.md} says which is which.
 *
 * <p>C is the vector of a layer's conductances towards one logit. With the predicted class as
 * target it is a function of the input, but one that knows the layers above: I(C;Y) need not fall
 * with depth, and says how the layer is used rather than what it holds. With the true class as
 * target C knows the label, and every reading has the flag {@link Flag#LABEL_LEAK}.
 *
 * <p>Bins follow the values of each snapshot, since the scale of conductances grows with the
 * logits. A snapshot without network access, or of a network that has no conductance, gives no
 * readings.
 */
public final class ConductancePlane implements Measure {
  /** Fewer rows say nothing. */
  private static final int FEWEST = 32;

  private final PlaneSettings plane;
  private final ConductanceSettings settings;
  private final EpochInterval interval;
  private final TileMemory memory = new TileMemory();
  private @Nullable Known known;

  /** What was found of a network in a state; more: of which rows and labels. */
  private record Known(ValueHash state, long more, Findings findings) {}

  /**
   * A measure for one run.
   *
   * @param plane estimators, bins, noise, shuffles and seed
   * @param settings how conductance is computed, and when
   */
  public ConductancePlane(PlaneSettings plane, ConductanceSettings settings) {
    this.plane = plane;
    this.settings = settings;
    interval = new EpochInterval(settings.everyEpochs());
  }

  @Override
  public String name() {
    return "conductance";
  }

  @Override
  public boolean readsConductances() {
    return true;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> all = new TreeMap<>(SettingValues.of(plane));
    all.putAll(SettingValues.of(settings));
    return all;
  }

  @Override
  public void passOver(Moment moment) {
    interval.passOver(moment.epoch());
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return Cost.of(FEWEST, rows(snapshot), rows -> cost(snapshot, rows));
  }

  private int rows(Snapshot snapshot) {
    return Math.min(settings.rows(), snapshot.examples());
  }

  private double cost(Snapshot snapshot, int rows) {
    NetworkAccess access = snapshot.access();
    if (access == null) {
      return 0;
    }
    List<Integer> widths =
        snapshot.layers().stream().map(layer -> layer.activations().units()).toList();
    int units = widths.stream().mapToInt(Integer::intValue).sum();
    int steps = settings.rule().isPath() ? settings.steps() : 1;
    double passes = steps * settings.rule().passes(units);
    return passes * rows * access.passCost() + new PlaneCost(plane, widths, rows).of(rows);
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /**
   * Of fewer rows where those that were asked for cost too much. A network that has not changed
   * since it was last read is not read again.
   */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    NetworkAccess access = snapshot.access();
    if (access == null || snapshot.examples() == 0 || !interval.isDue(snapshot.moment().epoch())) {
      return Findings.of(List.of());
    }
    int some = Cost.fitting(FEWEST, rows(snapshot), operations, rows -> cost(snapshot, rows));
    ValueHash state = access.state();
    long more = Mix.at(Mix.at(Arrays.hashCode(snapshot.labels()), snapshot.occurring()), some);
    Known last = known;
    if (last != null && last.state().equals(state) && last.more() == more) {
      return last.findings();
    }
    Findings findings = findings(snapshot, access, some);
    known = state == null ? null : new Known(state, more, findings);
    return findings;
  }

  private Findings findings(Snapshot snapshot, NetworkAccess access, int rows) {
    Conductances found = access.conductances(settings.withRows(rows).plan(snapshot.examples()));
    int[] labels = Arrays.copyOf(snapshot.labels(), found.change().length);
    Findings findings = Findings.of(readings(found, labels, snapshot));
    return rows == rows(snapshot) ? findings : findings.flagged(Set.of(Flag.SAMPLED));
  }

  /**
   * Reads the plane from conductances.
   *
   * @param found conductances of some examples
   * @param labels class per example
   * @param snapshot number of classes and moment; its own layers are not looked at, and its labels
   *     only for classes that the examples lack
   * @return for each layer its place and how complete the sums are; then the peaks of efficiency
   */
  public List<Reading> readings(Conductances found, int[] labels, Snapshot snapshot) {
    Snapshot seen = new Snapshot(snapshot.moment(), labels, snapshot.classes(), List.of());
    InformationPlane reader = new InformationPlane(plane, memory);
    List<Reading> readings = new ArrayList<>();
    for (LayerConductance layer : found.layers()) {
      Completeness completeness = Completeness.of(layer, found);
      readings.addAll(place(layer, flags(completeness), reader, seen));
      readings.addAll(completeness.readings(layer));
    }
    readings.addAll(EfficiencyPeak.of(readings));
    return ChosenExamples.judge(
            Findings.of(readings), labels.length, seen.present(), snapshot.occurring())
        .readings();
  }

  private Set<Flag> flags(Completeness completeness) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(completeness.moreSteps().flags());
    boolean leaks =
        settings.rule().isPath() && settings.target().kind() == ConductanceTarget.Kind.LABEL;
    if (leaks) {
      flags.add(Flag.LABEL_LEAK);
    }
    return flags;
  }

  private static List<Reading> place(
      LayerConductance layer, Set<Flag> flags, InformationPlane reader, Snapshot seen) {
    List<Reading> readings = new ArrayList<>();
    for (PlanePoint point : reader.points(unbounded(layer), seen)) {
      Layer named = InformationPlane.named(layer.layer(), point, seen.examples());
      point.readings(named, Signal.CONDUCTANCE).stream()
          .map(reading -> reading.flagged(flags))
          .forEach(readings::add);
    }
    return readings;
  }

  /** The range of the activation function says nothing about conductances. */
  private static LayerSnapshot unbounded(LayerConductance seen) {
    Layer layer = seen.layer();
    return new LayerSnapshot(
        new Layer(layer.index(), layer.name(), layer.kind(), null, layer.reduction()),
        seen.values());
  }
}
