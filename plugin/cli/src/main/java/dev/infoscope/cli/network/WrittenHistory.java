// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.report.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an interrupted replay has written already. */
final class WrittenHistory {
  private final Path file;
  private final Set<Long> moments = new HashSet<>();
  private @Nullable HistoryEntry last;

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
        History.forEach(file, history::add);
      } catch (IOException e) {
        throw new InputException(file, e);
      }
    }
    return history;
  }

  private void add(HistoryEntry entry) {
    moments.add(moment(entry.epoch(), entry.iteration()));
    last = entry;
  }

  private static long moment(int epoch, int iteration) {
    return (long) epoch << 32 | iteration;
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
    HistoryEntry end = last;
    if (end == null) {
      return checkpoints;
    }
    List<Checkpoint> missing = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints) {
      if (!moments.contains(moment(checkpoint.epoch(), checkpoint.iteration()))) {
        requireAfter(end, checkpoint);
        missing.add(checkpoint);
      }
    }
    return missing;
  }

  private void requireAfter(HistoryEntry end, Checkpoint checkpoint) {
    boolean later =
        checkpoint.epoch() != end.epoch()
            ? checkpoint.epoch() > end.epoch()
            : checkpoint.iteration() > end.iteration();
    if (!later) {
      throw new InputException(
          checkpoint.file(),
          "is of epoch %d, iteration %d; %s has gone on to epoch %d, iteration %d without it"
              .formatted(
                  checkpoint.epoch(), checkpoint.iteration(), file, end.epoch(), end.iteration()));
    }
  }

  /**
   * Demands that what comes next was measured as what is there.
   *
   * @throws InputException if run, settings, seed, version or probe set differ
   */
  void requireLike(EpochReport report) {
    HistoryEntry end = last;
    if (end == null) {
      return;
    }
    if (!end.run().equals(report.run().name())) {
      throw new InputException(
          file,
          "holds run %s, not %s; choose another file".formatted(end.run(), report.run().name()));
    }
    if (!end.provenance().equals(report.run().provenance())) {
      throw new InputException(
          file,
          "was measured otherwise (%s, now %s); choose another file"
              .formatted(end.provenance(), report.run().provenance()));
    }
  }
}
