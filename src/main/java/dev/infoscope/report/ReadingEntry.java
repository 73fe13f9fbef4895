// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a {@link ReportEntry}. What is not defined is null. Immutable.
 *
 * @param metric name in Micrometer; a string, so that files of later versions can be read
 * @param unit of the value; empty for plain numbers
 * @param layer name of the layer; null for the network as a whole
 * @param layerIndex place of the layer in the network, from 0; null as {@code layer}
 * @param labels further labels
 * @param value null for not enough evidence, and a flag says why
 * @param samples how many samples it rests on; null if unknown
 * @param standardError one standard deviation of the value, in its unit
 * @param ceiling the most the estimator could have read, bits
 * @param distinctStates how many distinct patterns were seen
 * @param coverage Good-Turing coverage of the patterns, 0 to 1
 * @param biasCorrection what a first-order bias correction would add, bits
 * @param rangeMass share of values beyond the outermost bin edges, 0 to 1
 * @param nullMean mean reading under shuffled labels, bits
 * @param nullDeviation standard deviation of the readings under shuffled labels, bits
 * @param nullShuffles how many shuffles
 * @param obtained place in {@link ReportEntry#obtained} of how it was obtained; null if there is
 *     nothing to say beside the settings
 * @param flags reasons not to take the value at face value, as label values
 */
public record ReadingEntry(
    String metric,
    String unit,
    @Nullable String layer,
    @Nullable Integer layerIndex,
    Map<String, String> labels,
    @Nullable Double value,
    @Nullable Long samples,
    @Nullable Double standardError,
    @Nullable Double ceiling,
    @Nullable Double distinctStates,
    @Nullable Double coverage,
    @Nullable Double biasCorrection,
    @Nullable Double rangeMass,
    @Nullable Double nullMean,
    @Nullable Double nullDeviation,
    @Nullable Integer nullShuffles,
    @Nullable Integer obtained,
    List<String> flags) {
  /** Copies the collections; what an older file lacks is empty. */
  public ReadingEntry {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    flags = flags == null ? List.of() : List.copyOf(flags);
  }

  static ReadingEntry of(Reading reading, Obtained texts) {
    Layer layer = reading.layer();
    Uncertainty uncertainty = reading.uncertainty();
    ShuffledNull shuffled = uncertainty.shuffled();
    return new ReadingEntry(
        reading.metric().meterName(),
        reading.metric().unit(),
        layer == null ? null : layer.name(),
        layer == null ? null : layer.index(),
        reading.labels(),
        finite(reading.value()),
        uncertainty.samples(),
        finite(uncertainty.standardError()),
        finite(uncertainty.ceiling()),
        finite(uncertainty.distinct()),
        finite(uncertainty.coverage()),
        finite(uncertainty.correction()),
        finite(uncertainty.outside()),
        shuffled == null ? null : finite(shuffled.mean()),
        shuffled == null ? null : finite(shuffled.deviation()),
        shuffled == null ? null : shuffled.shuffles(),
        texts.place(reading.obtained()),
        reading.flags().stream().map(Flag::label).toList());
  }

  /** The reading, with value, labels and flags; of its uncertainty the samples alone. */
  Reading reading(Metric of, @Nullable Layer layerOf) {
    return new Reading(
        of,
        layerOf,
        labels,
        value == null ? Double.NaN : value,
        Uncertainty.of(samples == null ? 0 : samples, Double.NaN),
        Arrays.stream(Flag.values())
            .filter(flag -> flags.contains(flag.label()))
            .collect(Collectors.toSet()));
  }

  ReadingEntry withObtained(@Nullable Integer place) {
    return new ReadingEntry(
        metric,
        unit,
        layer,
        layerIndex,
        labels,
        value,
        samples,
        standardError,
        ceiling,
        distinctStates,
        coverage,
        biasCorrection,
        rangeMass,
        nullMean,
        nullDeviation,
        nullShuffles,
        place,
        flags);
  }

  /** Which readings stand together: only their values differ. */
  private record Kind(String metric, String unit, Set<String> labels) {}

  /**
   * Readings in groups of one metric, unit and set of labels.
   *
   * @param readings in any order
   * @return the groups, in the order in which each came first
   */
  public static List<List<ReadingEntry>> byKind(List<ReadingEntry> readings) {
    Map<Kind, List<ReadingEntry>> groups = new LinkedHashMap<>();
    for (ReadingEntry reading : readings) {
      Kind kind = new Kind(reading.metric, reading.unit, reading.labels.keySet());
      groups.computeIfAbsent(kind, fresh -> new ArrayList<>()).add(reading);
    }
    return List.copyOf(groups.values());
  }

  /** JSON knows no NaN; null stands for it. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * Whether the reading says more about the estimator than about the layer.
   *
   * @return whether it carries the flag {@code saturated}
   */
  public boolean isSaturated() {
    return flags.contains(Flag.SATURATED.label());
  }
}
