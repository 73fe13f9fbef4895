// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.numeric.Require;
import dev.infoscope.report.ReadingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Readings of one metric as they stand in a line: a list per quantity, so that no name is repeated
 * per reading. All lists are as long as {@code value}; one in which nothing is defined is null.
 */
record ReadingColumns(
    String metric,
    String unit,
    @Nullable List<@Nullable String> layer,
    @Nullable List<@Nullable Integer> layerIndex,
    Map<String, List<String>> labels,
    List<@Nullable Double> value,
    @Nullable List<@Nullable Long> samples,
    @Nullable List<@Nullable Double> standardError,
    @Nullable List<@Nullable Double> ceiling,
    @Nullable List<@Nullable Double> distinctStates,
    @Nullable List<@Nullable Double> coverage,
    @Nullable List<@Nullable Double> biasCorrection,
    @Nullable List<@Nullable Double> rangeMass,
    @Nullable List<@Nullable Double> nullMean,
    @Nullable List<@Nullable Double> nullDeviation,
    @Nullable List<@Nullable Integer> nullShuffles,
    @Nullable List<@Nullable Integer> obtained,
    @Nullable List<List<String>> flags) {
  ReadingColumns {
    labels = labels == null ? Map.of() : labels;
    Require.that(value != null, "%s must have a list of values", metric);
    List<@Nullable List<?>> all = new ArrayList<>(labels.values());
    all.add(layer);
    all.add(layerIndex);
    all.add(samples);
    all.add(standardError);
    all.add(ceiling);
    all.add(distinctStates);
    all.add(coverage);
    all.add(biasCorrection);
    all.add(rangeMass);
    all.add(nullMean);
    all.add(nullDeviation);
    all.add(nullShuffles);
    all.add(obtained);
    all.add(flags);
    for (List<?> column : all) {
      Require.that(
          column == null || column.size() == value.size(),
          "lists of %s must be as long as that of its values (%d)",
          metric,
          value.size());
    }
  }

  /** The readings in groups, in the order in which each kind came first. */
  static List<ReadingColumns> of(List<ReadingEntry> readings) {
    return ReadingEntry.byKind(readings).stream().map(ReadingColumns::ofOne).toList();
  }

  private static ReadingColumns ofOne(List<ReadingEntry> all) {
    Map<String, List<String>> labels = new TreeMap<>();
    for (String label : new TreeSet<>(all.get(0).labels().keySet())) {
      labels.put(label, all.stream().map(each -> each.labels().getOrDefault(label, "")).toList());
    }
    boolean flagged = all.stream().anyMatch(each -> !each.flags().isEmpty());
    return new ReadingColumns(
        all.get(0).metric(),
        all.get(0).unit(),
        column(all, ReadingEntry::layer),
        column(all, ReadingEntry::layerIndex),
        labels,
        values(all, ReadingEntry::value),
        column(all, ReadingEntry::samples),
        column(all, ReadingEntry::standardError),
        column(all, ReadingEntry::ceiling),
        column(all, ReadingEntry::distinctStates),
        column(all, ReadingEntry::coverage),
        column(all, ReadingEntry::biasCorrection),
        column(all, ReadingEntry::rangeMass),
        column(all, ReadingEntry::nullMean),
        column(all, ReadingEntry::nullDeviation),
        column(all, ReadingEntry::nullShuffles),
        column(all, ReadingEntry::obtained),
        flagged ? all.stream().map(ReadingEntry::flags).toList() : null);
  }

  private static <T> List<@Nullable T> values(
      List<ReadingEntry> all, Function<ReadingEntry, @Nullable T> quantity) {
    List<@Nullable T> values = new ArrayList<>(all.size());
    for (ReadingEntry each : all) {
      values.add(quantity.apply(each));
    }
    return values;
  }

  private static <T> @Nullable List<@Nullable T> column(
      List<ReadingEntry> all, Function<ReadingEntry, @Nullable T> quantity) {
    List<@Nullable T> values = values(all, quantity);
    return values.stream().allMatch(each -> each == null) ? null : values;
  }

  /** One by one again. */
  List<ReadingEntry> readings() {
    List<ReadingEntry> readings = new ArrayList<>(value.size());
    for (int row = 0; row < value.size(); row++) {
      readings.add(reading(row));
    }
    return readings;
  }

  private ReadingEntry reading(int row) {
    Map<String, String> own = new TreeMap<>();
    labels.forEach((label, column) -> own.put(label, column.get(row)));
    return new ReadingEntry(
        metric,
        unit,
        at(layer, row),
        at(layerIndex, row),
        own,
        value.get(row),
        at(samples, row),
        at(standardError, row),
        at(ceiling, row),
        at(distinctStates, row),
        at(coverage, row),
        at(biasCorrection, row),
        at(rangeMass, row),
        at(nullMean, row),
        at(nullDeviation, row),
        at(nullShuffles, row),
        at(obtained, row),
        flags == null ? List.of() : flags.get(row));
  }

  private static <T> @Nullable T at(@Nullable List<@Nullable T> column, int row) {
    return column == null ? null : column.get(row);
  }
}
