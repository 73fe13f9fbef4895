// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.monitor.Log;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotScopeTest {
  private static final int ROWS = 60;

  @TempDir private Path folder;

  @Test
  void snapshotsOfAnotherFrameworkAreReportedAsThoseOfANetwork() throws Exception {
    Path history = folder.resolve("run.jsonl");
    try (SnapshotScope scope = open(history)) {
      scope.feed(snapshot(1), Map.of("all layers (causal)", "no weights"));
      scope.feed(snapshot(2), Map.of());
      scope.finish();
    }
    List<ReportEntry> entries = History.read(history);
    assertThat(entries).extracting(ReportEntry::epoch).containsExactly(1, 2);
    assertThat(entries.get(0).skipped()).containsEntry("all layers (causal)", "no weights");
    assertThat(entries.get(1).skipped()).doesNotContainKey("all layers (causal)");
    assertThat(entries.get(0).readings())
        .extracting(ReadingEntry::metric)
        .contains("infoscope.information.input", "infoscope.neuron.dead");
    assertThat(entries.get(0).score()).isEqualTo(0.5);
  }

  @Test
  void aRunThatIsResumedDriftsAsIfItHadNotBeenInterrupted() throws Exception {
    Path whole = folder.resolve("whole.jsonl");
    try (SnapshotScope scope = open(whole)) {
      for (int epoch = 1; epoch <= 14; epoch++) {
        scope.feed(snapshot(epoch), Map.of());
      }
    }
    Path first = folder.resolve("first.jsonl");
    try (SnapshotScope scope = open(first)) {
      for (int epoch = 1; epoch <= 12; epoch++) {
        scope.feed(snapshot(epoch), Map.of());
      }
    }
    Path second = folder.resolve("second.jsonl");
    try (SnapshotScope scope = open(second)) {
      scope.feed(snapshot(1), Map.of()); // ranges and bins freeze here
      scope.resume(first);
      scope.feed(snapshot(13), Map.of());
      scope.feed(snapshot(14), Map.of());
    }
    assertThat(drifts(whole, 13)).hasSizeGreaterThan(5).isEqualTo(drifts(second, 13));
    assertThat(drifts(whole, 14)).isEqualTo(drifts(second, 14));
    assertThat(Files.exists(second)).isTrue();
  }

  private static List<ReadingEntry> drifts(Path history, int epoch) throws Exception {
    return History.read(history).stream()
        .filter(entry -> entry.epoch() == epoch)
        .flatMap(entry -> entry.readings().stream())
        .filter(
            reading ->
                reading.metric().contains("drift")
                    || reading.metric().equals(RunMetrics.FLAGGED.meterName())
                    || reading.metric().equals(RunMetrics.INTERVAL.meterName()))
        .toList();
  }

  private SnapshotScope open(Path history) {
    return Infoscope.builder()
        .run("fed")
        .model("torch")
        .usable(usable -> usable.withEveryEpochs(1)) // else other epochs after an interruption
        .synchronous()
        .history(history)
        .buildForSnapshots(new SnapshotProbe(ROWS, 2, "00"), new Silent());
  }

  private static Snapshot snapshot(int epoch) {
    SplittableRandom random = new SplittableRandom(epoch);
    double[] values = new double[ROWS * 3];
    int[] labels = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row % 2;
      for (int unit = 0; unit < 3; unit++) {
        values[row * 3 + unit] = labels[row] * epoch * 0.1 + random.nextDouble();
      }
    }
    LayerSnapshot layer =
        new LayerSnapshot(new Layer(0, "hidden", "file", null, ""), Activations.of(values, 3));
    Moment moment = new Moment(epoch, 10 * epoch, Instant.ofEpochSecond(60L * epoch), 0.5);
    return new Snapshot(moment, labels, 2, labels, List.of(layer));
  }

  /** Says nothing. */
  private record Silent() implements Log {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {}

    @Override
    public void debug(String message, @Nullable Throwable cause) {}
  }
}
