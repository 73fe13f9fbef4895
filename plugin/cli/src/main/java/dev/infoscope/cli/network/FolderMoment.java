// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.folder.EpochFolder;
import dev.infoscope.cli.folder.RunFolder;
import dev.infoscope.report.TrainingProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of an epoch.
 *
 * @param folder of the epoch
 * @param iteration parameter updates, 0 unless it says so
 */
record FolderMoment(EpochFolder folder, int iteration) implements SavedMoment {
  /** All epochs of a run, ascending. */
  static List<FolderMoment> in(Path run) {
    return EpochFolder.in(run).stream().map(FolderMoment::of).toList();
  }

  /** In the order of training. */
  static List<FolderMoment> ordered(List<FolderMoment> all) {
    return all.stream().sorted(Comparator.comparingInt(FolderMoment::epoch)).toList();
  }

  static FolderMoment of(EpochFolder folder) {
    return new FolderMoment(folder, RunFolder.iteration(folder));
  }

  @Override
  public Path file() {
    return folder.path();
  }

  @Override
  public int epoch() {
    return folder.epoch();
  }

  @Override
  public Instant written() {
    return RunFolder.time(folder);
  }

  /** There is one folder per epoch, which may lose its numbers while it is deleted. */
  @Override
  public boolean is(TrainingProgress moment) {
    return moment.epoch() == epoch();
  }
}
