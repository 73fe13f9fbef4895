// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.AuditedSetting;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.LayerShape;
import dev.infoscope.estimate.VaryingUnits;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.EpochInterval;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.SettingValues;
import dev.infoscope.measure.UnchangedLayers;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@link UsableInformation} of every layer, every so many epochs. All layers and epochs are coded
 * in the same order. Of a layer that is too wide the reader sees a seeded choice of units, with the
 * flag {@link Flag#SAMPLED}.
 */
public final class UsableMeasure implements Measure {
  private final UsableSettings settings;
  private final EpochInterval interval;
  private final StandardUnits.Memory memory = new StandardUnits.Memory();
  private final UnchangedLayers<List<Reading>> unchanged = new UnchangedLayers<>();

  /**
   * A measure for one run.
   *
   * @param settings how layers are read
   */
  public UsableMeasure(UsableSettings settings) {
    this.settings = settings;
    interval = new EpochInterval(settings.everyEpochs());
  }

  @Override
  public String name() {
    return "usable";
  }

  @Override
  public Map<String, Object> settings() {
    return SettingValues.of(settings);
  }

  @Override
  public void passOver(Moment moment) {
    interval.passOver(moment.epoch());
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return new UsableCost(settings, snapshot).cost();
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  /** Readers see fewer units of wide layers where as many as wanted cost too much. */
  @Override
  public Findings measure(Snapshot snapshot, double operations) {
    if (!interval.isDue(snapshot.moment().epoch())) {
      return Findings.of(List.of());
    }
    UsableCost cost = new UsableCost(settings, snapshot);
    int most = Cost.fitting(UsableCost.FEWEST, cost.widest(), operations, cost::of);
    UsableSettings affordable = settings.withUnits(Math.max(1, most));
    long more = Mix.at(Arrays.hashCode(snapshot.labels()), most);
    List<Reading> readings = new ArrayList<>();
    for (LayerSnapshot seen : snapshot.layers()) {
      readings.addAll(
          unchanged.of(seen, more, () -> readings(affordable, seen, snapshot.labels())));
    }
    return Findings.of(readings);
  }

  /**
   * Reads one layer, whatever epoch it is.
   *
   * @param settings how
   * @param layer which one
   * @param values of the layer, {@code [examples x units]}
   * @param labels class of each example, any integers
   * @return the reading and its null
   */
  public static List<Reading> readings(
      UsableSettings settings, Layer layer, Activations values, int[] labels) {
    return readings(settings, layer, values, labels, new StandardUnits.Memory());
  }

  private List<Reading> readings(UsableSettings affordable, LayerSnapshot seen, int... labels) {
    return readings(affordable, seen.layer(), seen.activations(), labels, memory);
  }

  private static List<Reading> readings(
      UsableSettings settings,
      Layer layer,
      Activations values,
      int[] labels,
      StandardUnits.Memory memory) {
    int width = values.units();
    int classes = Ranks.of(labels).size();
    int most = UsableCost.units(settings, classes);
    int[] varying = VaryingUnits.of(values).stream().toArray();
    int[] among = varying.length == 0 ? IntStream.range(0, width).toArray() : varying;
    int[] units = SeededChoice.of(among, most, Mix.at(settings.seed(), layer.index()));
    Estimate estimate =
        UsableInformation.of(
            values.selectUnits(units), labels, settings.shuffles(), settings.seed(), memory);
    String audit = audit(estimate, values, varying.length, units.length, labels);
    if (units.length == among.length) {
      return readings(layer, estimate, audit);
    }
    String note = String.format(Locale.ROOT, "%d of %d units", units.length, width);
    return readings(layer.noted(note), estimate.flagged(Flag.SAMPLED), audit);
  }

  /** Why the reading is beyond the audit, as one of I(T;Y); empty where it is not. */
  private static String audit(
      Estimate estimate, Activations values, int varying, int read, int... labels) {
    if (Double.isNaN(estimate.bits())) {
      return "";
    }
    Ranks classes = Ranks.of(labels);
    AuditedLayer layer =
        new AuditedLayer(
            values.units(),
            varying,
            classes.size(),
            PlugIn.entropy(Fingerprint.ofLabels(classes.ranks(labels), classes.size())),
            LayerShape.of(values));
    String reason =
        AuditedErrors.own()
            .beyond(AuditedSetting.of("usable"), layer, estimate.uncertainty().samples());
    return reason.isEmpty() && layer.classes() > 1 && read < varying
        ? String.format(
            Locale.ROOT, "usable: audited with all units that vary; here %d of %d", read, varying)
        : reason;
  }

  private static List<Reading> readings(Layer layer, Estimate estimate, String audit) {
    double chance = estimate.uncertainty().chance().mean();
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(estimate.flags());
    flags.remove(Flag.AT_CEILING); // says something of the labels as they are, not of shuffled ones
    boolean beyond = !audit.isEmpty();
    return List.of(
        Reading.of(
            UsableMetrics.USABLE,
            beyond ? layer.noted("audit: " + audit) : layer,
            Map.of(),
            beyond ? estimate.flagged(Flag.BEYOND_AUDIT) : estimate),
        new Reading(UsableMetrics.NULL, layer, Map.of(), chance, estimate.uncertainty(), flags));
  }
}
