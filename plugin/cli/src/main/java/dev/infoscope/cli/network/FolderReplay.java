// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.SnapshotProbe;
import dev.infoscope.SnapshotScope;
import dev.infoscope.cli.folder.RunFolder;
import dev.infoscope.cli.folder.ScalarMeasure;
import dev.infoscope.cli.folder.SeenEpoch;
import dev.infoscope.measure.Reading;
import dev.infoscope.monitor.Log;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.RunMetrics;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Measures the epochs of a folder of activations. */
final class FolderReplay implements Replay<FolderMoment> {
  private final RunFolder folder;
  private final ReplayOptions options;
  private final LastReport last = new LastReport();
  private final ScalarMeasure scalars = new ScalarMeasure();
  private @Nullable SnapshotScope scope;

  /** Nothing measured yet; the first epoch says on what. */
  FolderReplay(RunFolder folder, ReplayOptions options) {
    this.folder = folder;
    this.options = options;
    options.builder(); // refuses options that have no sense
  }

  @Override
  public EpochReport examine(FolderMoment moment) {
    SeenEpoch seen = folder.read(moment.folder());
    SnapshotScope opened = scope();
    scalars.set(seen.own());
    opened.feed(seen.snapshot(), seen.skipped());
    return withoutOverhead(last.take(moment.file()));
  }

  private SnapshotScope scope() {
    if (scope == null) {
      InfoscopeBuilder builder = options.builder().sink(last).measure(scalars);
      if (options.model().isEmpty()) {
        builder.model("files");
      }
      scope =
          builder.buildForSnapshots(
              new SnapshotProbe(folder.samples(), folder.classes(), folder.hash()), new Silent());
    }
    return scope;
  }

  /** What the analysis costs says nothing of a training that has gone on elsewhere. */
  private static EpochReport withoutOverhead(EpochReport report) {
    Predicate<Reading> kept = reading -> !reading.metric().equals(RunMetrics.OVERHEAD);
    return new EpochReport(
        report.run(),
        report.moment(),
        report.readings().stream().filter(kept).toList(),
        report.matrices(),
        report.skipped(),
        report.durations());
  }

  @Override
  public void passOver(TrainingProgress moment) {
    scope().passOver(moment.epoch(), moment.iteration());
  }

  @Override
  public void resume(Path history) throws IOException {
    scope().resume(history);
  }

  @Override
  public List<String> notFinite() {
    return last.notFinite();
  }

  @Override
  public Map<String, Long> failures() {
    return last.failures();
  }

  @Override
  public Optional<URI> uri() {
    return scope == null ? Optional.empty() : scope.uri();
  }

  @Override
  public void finish() {
    if (scope != null) {
      scope.finish();
    }
  }

  @Override
  public void close() {
    if (scope != null) {
      scope.close();
    }
  }

  /** The command itself says what is to be said. */
  private static final class Silent implements Log {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {}

    @Override
    public void debug(String message, @Nullable Throwable cause) {}
  }
}
