// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Series of a layer that were left out for the same reason: not all runs have a final value.
 *
 * @param layer null for the network as a whole
 * @param lacking which runs have none, and why; never empty
 * @param keys the series, in order
 */
record NotCompared(@Nullable String layer, List<Lack> lacking, List<SeriesKey> keys) {
  /**
   * A run without a value.
   *
   * @param file its history
   * @param reason why, as far as the history says it
   */
  record Lack(Path file, String reason) {}

  /** What series have in common that are named together. */
  private record Group(@Nullable String layer, int place, List<Lack> lacking) {}

  /** Finds them, layer by layer; also those that no run has a value of. */
  static List<NotCompared> of(List<RunEnd> runs) {
    Set<SeriesKey> all = new TreeSet<>();
    for (RunEnd run : runs) {
      all.addAll(run.series().keySet());
      all.addAll(run.without().keys());
    }
    Map<Group, List<SeriesKey>> groups = new LinkedHashMap<>();
    for (SeriesKey key : all) {
      List<Lack> lacking = lacking(runs, key);
      if (!lacking.isEmpty()) {
        Group group = new Group(key.layer(), key.place(), lacking);
        groups.computeIfAbsent(group, fresh -> new ArrayList<>()).add(key);
      }
    }
    return groups.entrySet().stream()
        .map(
            each ->
                new NotCompared(each.getKey().layer(), each.getKey().lacking(), each.getValue()))
        .toList();
  }

  private static List<Lack> lacking(List<RunEnd> runs, SeriesKey key) {
    return runs.stream()
        .filter(run -> !run.series().containsKey(key))
        .map(run -> new Lack(run.file(), run.without().reason(key)))
        .distinct()
        .toList();
  }

  /** Names of what is measured, each once. */
  List<String> metrics() {
    return keys.stream().map(SeriesKey::metric).distinct().toList();
  }
}
