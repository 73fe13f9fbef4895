// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.SkippedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A history file split into its runs, which are told apart by name and model.
 *
 * @param runs in the order in which they begin in the file; at least one
 * @param skipped the damaged lines that were left out
 * @param <T> what is made of a run
 */
record RunsOfFile<T>(List<T> runs, SkippedLines skipped) {
  private record Key(String run, String model) {}

  /**
   * Reads a file, one report at a time.
   *
   * @param history a history file
   * @param begin makes a run of its first report, which is then added as well
   * @param add adds a report to its run
   * @throws IOException if the file cannot be read or holds no report
   */
  static <T> RunsOfFile<T> read(
      Path history, Function<HistoryEntry, T> begin, BiConsumer<T, HistoryEntry> add)
      throws IOException {
    Map<Key, T> runs = new LinkedHashMap<>();
    SkippedLines skipped =
        History.forEach(
            history,
            entry -> {
              Key key = new Key(entry.run(), entry.model());
              add.accept(runs.computeIfAbsent(key, fresh -> begin.apply(entry)), entry);
            });
    if (runs.isEmpty()) {
      throw HistoryException.empty(history);
    }
    return new RunsOfFile<>(List.copyOf(runs.values()), skipped);
  }
}
