// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.publish.history.Trainings;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A history file split into its runs, which are told apart by name and model. A session that begins
 * a run anew is a run of its own, as {@link Trainings} says.
 *
 * @param runs in the order in which they begin in the file; at least one
 * @param skipped the damaged lines that were left out
 * @param <T> what is made of a run
 */
record RunsOfFile<T>(List<T> runs, SkippedLines skipped) {
  /** Makes something of each run. */
  interface Maker<T> {
    /** What is to be made of a run, of its first report, which is then added as well. */
    T begin(ReportEntry first);

    /** Adds a report to its run; they come in the order of training. */
    void add(T run, ReportEntry entry);

    /** A session of a run has ended; if reports follow, another one goes on with it. */
    default void ended(T run, SessionEnd end) {}

    /** The file is read once more: all that was made so far is not used. */
    default void again() {}
  }

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
   * @param maker makes the runs
   * @throws IOException if the file cannot be read or holds no report
   */
  static <T> RunsOfFile<T> read(Path history, Maker<T> maker) throws IOException {
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
            maker);
    if (replaced.values().stream().allMatch(ReplacedReports::isEmpty)) {
      return first;
    }
    maker.again();
    return read(history, kept(replaced), maker);
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

  private static <T> RunsOfFile<T> read(Path history, Predicate<ReportEntry> wanted, Maker<T> maker)
      throws IOException {
    Sorter<T> sorter = new Sorter<>(wanted, maker);
    SkippedLines skipped = History.forEach(history, sorter);
    Map<Key, T> runs = sorter.runs;
    if (runs.isEmpty()) {
      throw HistoryException.empty(history, sorter.unwatched);
    }
    return new RunsOfFile<>(List.copyOf(runs.values()), skipped);
  }

  /** Gives what stands in a file to the runs that it is of. */
  private static final class Sorter<T> implements History.Reader {
    private final Map<Key, T> runs = new LinkedHashMap<>();
    private final Trainings trainings = new Trainings();
    private final Predicate<ReportEntry> wanted;
    private final Maker<T> maker;
    private String unwatched = "";

    Sorter(Predicate<ReportEntry> wanted, Maker<T> maker) {
      this.wanted = wanted;
      this.maker = maker;
    }

    @Override
    public void accept(ReportEntry line) {
      ReportEntry entry = trainings.named(line);
      if (wanted.test(entry)) {
        maker.add(runs.computeIfAbsent(Key.of(entry), fresh -> maker.begin(entry)), entry);
      }
    }

    @Override
    public void ended(SessionEnd end) {
      String name = trainings.nameOf(end);
      T run = name == null ? null : runs.get(new Key(name, end.model()));
      if (run != null) {
        maker.ended(run, end);
      } else {
        unwatched = end.whyUnwatched();
      }
    }
  }
}
