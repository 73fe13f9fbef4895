// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.history.ProvenanceDifference;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.publish.history.SkippedLines;
import dev.infoscope.publish.history.Trainings;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an interrupted replay has written already. */
final class WrittenHistory {
  private final Path file;
  private final Set<TrainingProgress> moments = new LinkedHashSet<>();
  private final MeasuredTimes times = new MeasuredTimes();
  private final FirstFinite firstFinite = new FirstFinite();
  private final Trainings trainings = new Trainings();
  private String training = "";
  private @Nullable ReportEntry last;
  private @Nullable SkippedLines skipped;

  private WrittenHistory(Path file) {
    this.file = file;
  }

  /**
   * Reads a history that is to be continued.
   *
   * @param file may not be there yet
   * @throws InputException if it is no history, its folder is not there, or it is standard output
   */
  static WrittenHistory of(Path file) {
    if (OutputFile.isStandard(file)) {
      throw new InputException(
          file, "a history cannot go to standard output, as it is continued; give --out a file");
    }
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

  /** Takes a report that is written to it now. */
  void add(ReportEntry entry) {
    String name = trainings.named(entry).run();
    if (!name.equals(training)) {
      moments.clear(); // of a training that is over
      times.clear();
      firstFinite.clear();
      training = name;
    }
    moments.add(entry.progress());
    times.add(entry);
    firstFinite.add(entry);
    last = entry;
  }

  /** Moments of the last training in it, in its order. */
  List<TrainingProgress> moments() {
    return List.copyOf(moments);
  }

  boolean holds(SavedMoment saved) {
    return moments.stream().anyMatch(saved::is);
  }

  /** Whether parameters that were not finite before were so at this moment. */
  boolean isFirstFinite(SavedMoment saved) {
    return firstFinite.holds(saved);
  }

  /** Whether a moment comes after all that are in it. */
  boolean isBefore(SavedMoment saved) {
    ReportEntry end = last;
    return end == null
        || new TrainingProgress(saved.epoch(), saved.iteration()).isAfter(end.progress());
  }

  /** What to say of lines that could not be read, which are measured again; null if none. */
  @Nullable String damage() {
    return skipped == null || skipped.isEmpty() ? null : skipped.words();
  }

  boolean isEmpty() {
    return last == null;
  }

  /**
   * What was saved and is not in it.
   *
   * @throws InputException if one that is missing belongs before one that is there, or one that is
   *     there was saved again since
   */
  <M extends SavedMoment> List<M> missing(List<M> saved) {
    ReportEntry end = last;
    if (end == null) {
      return saved;
    }
    List<M> missing = new ArrayList<>();
    for (M each : saved) {
      if (holds(each)) {
        times.requireSame(each, file);
      } else {
        requireAfter(end, each);
        missing.add(each);
      }
    }
    return missing;
  }

  /**
   * Demands of a moment that is in it and may just be deleted that it was not saved again.
   *
   * @param time when it was saved, as it is there now
   * @throws InputException if it is newer than what was measured
   */
  void requireNotNewer(SavedMoment saved, Instant time) {
    times.requireNotNewer(saved, time, file);
  }

  private void requireAfter(ReportEntry end, SavedMoment saved) {
    if (!isBefore(saved)) {
      throw new InputException(
          saved.file(),
          "is of epoch %d, iteration %d; %s has gone on to epoch %d, iteration %d without it",
          saved.epoch(),
          saved.iteration(),
          file,
          end.epoch(),
          end.iteration());
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
          file, "holds run %s, not %s; choose another file", end.run(), report.run().name());
    }
    if (end.schema() < ReportEntry.SCHEMA) {
      throw new InputException(
          file,
          "is of schema %d, whose settings cannot be compared with those of schema %d;"
              + " choose another file",
          end.schema(),
          ReportEntry.SCHEMA);
    }
    Provenance now = report.run().provenance();
    if (end.provenance() == null || !now.isComparableTo(end.provenance())) {
      throw new InputException(
          file,
          "was measured %s; choose another file",
          ProvenanceDifference.words(end.provenance(), now));
    }
  }
}
