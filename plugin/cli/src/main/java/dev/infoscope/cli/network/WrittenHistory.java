// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.measure.Reading;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an interrupted replay has written already. */
final class WrittenHistory {
  private static final String NOT_SET = "not set";

  private final Path file;
  private final Map<Long, List<Reading>> moments = new HashMap<>();
  private @Nullable ReportEntry last;
  private @Nullable SkippedLines skipped;

  private WrittenHistory(Path file) {
    this.file = file;
  }

  /**
   * Reads a history that is to be continued.
   *
   * @param file may not be there yet
   * @throws InputException if it is no history, or its folder is not there
   */
  static WrittenHistory of(Path file) {
    WrittenHistory history = new WrittenHistory(file);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(file, "the folder is not there");
    }
    if (Files.exists(file)) {
      try {
        HistoryFile.check(file);
        history.skipped = History.forEach(file, history::add);
      } catch (HistoryException e) {
        throw new InputException(e.file(), e.what());
      } catch (IOException e) {
        throw new InputException(file, e);
      }
    }
    return history;
  }

  private void add(ReportEntry entry) {
    moments.put(moment(entry.epoch(), entry.iteration()), entry.measured());
    last = entry;
  }

  private static long moment(int epoch, int iteration) {
    return (long) epoch << 32 | iteration;
  }

  /** What to say of lines that could not be read, whose checkpoints are missing; null if none. */
  @Nullable String damage() {
    return skipped == null || skipped.isEmpty() ? null : skipped.words();
  }

  /** The readings that measures took of a checkpoint that is in it. */
  List<Reading> readings(Checkpoint checkpoint) {
    return moments.getOrDefault(moment(checkpoint.epoch(), checkpoint.iteration()), List.of());
  }

  boolean isEmpty() {
    return last == null;
  }

  /**
   * The checkpoints that are not in it.
   *
   * @throws InputException if one that is missing belongs before one that is there
   */
  List<Checkpoint> missing(List<Checkpoint> checkpoints) {
    ReportEntry end = last;
    if (end == null) {
      return checkpoints;
    }
    List<Checkpoint> missing = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints) {
      if (!moments.containsKey(moment(checkpoint.epoch(), checkpoint.iteration()))) {
        requireAfter(end, checkpoint);
        missing.add(checkpoint);
      }
    }
    return missing;
  }

  private void requireAfter(ReportEntry end, Checkpoint checkpoint) {
    boolean later =
        checkpoint.epoch() != end.epoch()
            ? checkpoint.epoch() > end.epoch()
            : checkpoint.iteration() > end.iteration();
    if (!later) {
      throw new InputException(
          checkpoint.file(),
          String.format(
              Locale.ROOT,
              "is of epoch %d, iteration %d; %s has gone on to epoch %d, iteration %d without it",
              checkpoint.epoch(),
              checkpoint.iteration(),
              file,
              end.epoch(),
              end.iteration()));
    }
  }

  /**
   * Demands that what comes next was measured as what is there.
   *
   * @throws InputException if run, settings, seed, version or probe set differ
   */
  void requireLike(EpochReport report) {
    ReportEntry end = last;
    if (end == null) {
      return;
    }
    if (!end.run().equals(report.run().name())) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "holds run %s, not %s; choose another file",
              end.run(),
              report.run().name()));
    }
    if (end.schema() < ReportEntry.SCHEMA) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "is of schema %d, whose settings cannot be compared with those of schema %d;"
                  + " choose another file",
              end.schema(),
              ReportEntry.SCHEMA));
    }
    Provenance now = report.run().provenance();
    if (end.provenance() == null || !now.isComparableTo(end.provenance())) {
      throw new InputException(
          file,
          String.format(
              Locale.ROOT,
              "was measured %s; choose another file",
              difference(end.provenance(), now)));
    }
  }

  /** The first thing that differs; the seed before the probe set, which it may choose. */
  private static String difference(@Nullable Provenance was, Provenance now) {
    if (was == null) {
      return "no one knows how";
    }
    if (was.seed() != now.seed()) {
      return String.format(Locale.ROOT, "with another seed (%d, now %d)", was.seed(), now.seed());
    }
    if (!was.probeHash().equals(now.probeHash()) || was.samples() != now.samples()) {
      return String.format(
          Locale.ROOT,
          "on another probe set (%d examples, hash %s; now %d, %s)",
          was.samples(),
          was.probeHash(),
          now.samples(),
          now.probeHash());
    }
    if (!was.version().equals(now.version())) {
      return String.format(
          Locale.ROOT, "by another version (%s, now %s)", was.version(), now.version());
    }
    Map<String, Object> then = was.settings();
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.settings().keySet());
    for (String name : names) {
      Object before = then.getOrDefault(name, NOT_SET);
      Object after = now.settings().getOrDefault(name, NOT_SET);
      if (!before.equals(after)) {
        return String.format(
            Locale.ROOT, "with other settings (%s %s, now %s)", name, before, after);
      }
    }
    return String.format(
        Locale.ROOT, "with other classes (%d, now %d)", was.classes(), now.classes());
  }
}
