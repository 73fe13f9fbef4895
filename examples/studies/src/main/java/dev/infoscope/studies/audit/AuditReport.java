// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tables and figures of the audit. */
final class AuditReport {
  private AuditReport() {}

  /** Writes audit.md and a figure per family. */
  static void write(Path folder, List<AuditRow> unordered, String settings) throws IOException {
    List<AuditRow> rows = ordered(completed(unordered));
    List<String> lines = new ArrayList<>();
    lines.add("Measured: " + settings + ". Tasks: " + tasks(unordered) + ".");
    lines.addAll(AuditTable.of("Layers of 1 and 2 units", layers(rows, 1, 2)));
    lines.addAll(AuditTable.of("Layers of 16 and 128 units", layers(rows, 16, 128)));
    lines.addAll(AuditTable.of("Pairs of vectors", pairs(rows)));
    List<AuditRow> layers = layers(rows, 1, 128);
    lines.addAll(AuditTable.falseAlarms(layers));
    lines.addAll(DecisionTable.byWidth(layers));
    lines.addAll(DecisionTable.byKind(layers));
    lines.addAll(DominanceTable.of(layers));
    Files.write(folder.resolve("audit.md"), lines);
    for (Map.Entry<String, List<AuditRow>> family : by(rows, AuditRow::family).entrySet()) {
      String name = "audit-" + family.getKey().replace(' ', '-').toLowerCase(Locale.ROOT);
      Files.writeString(
          folder.resolve(name + ".svg"), AuditFigure.of(family.getKey(), family.getValue()));
    }
  }

  /** How many tasks there are of each number of rows. */
  private static String tasks(List<AuditRow> rows) {
    Map<Integer, Long> counts = new TreeMap<>();
    by(rows, AuditRow::rows)
        .forEach(
            (size, own) -> counts.put(size, own.stream().map(AuditRow::task).distinct().count()));
    return counts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%d of %,d rows", each.getValue(), each.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** With what an estimator that reads a sample of many rows reads of them. */
  static List<AuditRow> completed(List<AuditRow> rows) {
    List<AuditRow> all = new ArrayList<>(rows);
    for (List<AuditRow> task : by(rows, AuditRow::task).values()) {
      Map<Integer, List<AuditRow>> sizes = by(task, AuditRow::rows);
      List<AuditRow> sampled = sizes.getOrDefault(AuditPlan.SAMPLE, List.of());
      sizes.forEach(
          (size, own) -> {
            Set<String> read = own.stream().map(AuditRow::estimator).collect(Collectors.toSet());
            sampled.stream()
                .filter(row -> size > AuditPlan.SAMPLE && !read.contains(row.estimator()))
                .forEach(row -> all.add(row.of(size)));
          });
    }
    return all;
  }

  /** In the order of the plan, whatever order the workers were in. */
  private static List<AuditRow> ordered(List<AuditRow> rows) {
    List<String> names = new ArrayList<>();
    AuditPlan.allTasks().forEach(task -> names.add(task.name()));
    Map<String, Integer> places = new LinkedHashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    List<AuditRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.<AuditRow>comparingInt(row -> places.getOrDefault(row.task(), -1))
            .thenComparingInt(AuditRow::rows));
    return sorted;
  }

  static boolean isLayer(AuditRow row) {
    return row.task().contains("classes");
  }

  private static List<AuditRow> layers(List<AuditRow> rows, int fewest, int most) {
    return rows.stream()
        .filter(row -> isLayer(row) && row.units() >= fewest && row.units() <= most)
        .toList();
  }

  private static List<AuditRow> pairs(List<AuditRow> rows) {
    return rows.stream().filter(row -> !isLayer(row)).toList();
  }

  /** Groups in the order of their first row. */
  static <K> Map<K, List<AuditRow>> by(List<AuditRow> rows, Function<AuditRow, K> key) {
    return rows.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
