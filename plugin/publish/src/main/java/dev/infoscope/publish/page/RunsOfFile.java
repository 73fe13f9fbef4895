// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A history file split into its runs, which are told apart by name and model.
 *
 * @param runs in the order in which they begin in the file; at least one
 * @param skipped the damaged lines that were left out
 * @param <T> what is made of a run
 */
record RunsOfFile<T>(List<T> runs, SkippedLines skipped) {
  private record Key(String run, String model) {
    static Key of(ReportEntry entry) {
      return new Key(entry.run(), entry.model());
    }
  }

  /**
   * Reads a file, one report at a time. Reports that later ones of their run replace are left out,
   * so all that is made of a run follows one rule; the file is then read twice.
   *
   * @param history a history file
   * @param begin makes a run of its first report, which is then added as well
   * @param add adds a report to its run; they come in the order of training
   * @throws IOException if the file cannot be read or holds no report
   */
  static <T> RunsOfFile<T> read(
      Path history, Function<ReportEntry, T> begin, BiConsumer<T, ReportEntry> add)
      throws IOException {
    Map<Key, ReplacedReports> replaced = new HashMap<>();
    RunsOfFile<T> first =
        read(
            history,
            entry -> {
              replaced
                  .computeIfAbsent(Key.of(entry), fresh -> new ReplacedReports())
                  .add(entry.progress());
              return true;
            },
            begin,
            add);
    return replaced.values().stream().allMatch(ReplacedReports::isEmpty)
        ? first
        : read(history, kept(replaced), begin, add);
  }

  /** Whether an entry, of those read in the order of the file, is not replaced. */
  private static Predicate<ReportEntry> kept(Map<Key, ReplacedReports> replaced) {
    Map<Key, Integer> counts = new HashMap<>();
    return entry -> {
      Key key = Key.of(entry);
      ReplacedReports run = replaced.get(key); // none if the file has grown meanwhile
      return run != null && run.isKept(counts.merge(key, 1, Integer::sum) - 1);
    };
  }

  private static <T> RunsOfFile<T> read(
      Path history,
      Predicate<ReportEntry> wanted,
      Function<ReportEntry, T> begin,
      BiConsumer<T, ReportEntry> add)
      throws IOException {
    Map<Key, T> runs = new LinkedHashMap<>();
    SkippedLines skipped =
        History.forEach(
            history,
            entry -> {
              if (wanted.test(entry)) {
                add.accept(runs.computeIfAbsent(Key.of(entry), fresh -> begin.apply(entry)), entry);
              }
            });
    if (runs.isEmpty()) {
      throw HistoryException.empty(history);
    }
    return new RunsOfFile<>(List.copyOf(runs.values()), skipped);
  }
}
