// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Shell;
import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedRunTest {
  /** The first epoch of {@link RunFolders}, of which a file is gone when its time is asked for. */
  private record Going(Path file) implements SavedMoment {
    @Override
    public int epoch() {
      return 1;
    }

    @Override
    public int iteration() {
      return 10;
    }

    @Override
    public Instant written() {
      throw new InputException(file, "cannot be read: no such file");
    }
  }

  @Test
  void whatTheTrainingDeletesWhileItsTimeIsReadEndsNoWatch(@TempDir Path folder)
      throws IOException {
    RunFolders run = new RunFolders(folder.resolve("run"));
    Path epoch = run.epoch(1);
    Path out = folder.resolve("run.jsonl");
    Shell.Outcome replayed = Shell.run("replay", "--activations", run.run(), "--out", out);
    assertThat(replayed.status()).as(replayed.err()).isZero();
    List<String> told = new ArrayList<>();
    WatchedRun.Source<Going> source =
        new WatchedRun.Source<>(
            () -> List.of(epoch),
            Going::new,
            UnaryOperator.identity(),
            first -> {
              throw new AssertionError("is in the history");
            });
    try (WatchedRun<Going> watched =
        new WatchedRun<>(source, out, new GrowingFolder(Duration.ZERO), told::add)) {
      assertThat(watched.measure(0)).isZero();
    }
    assertThat(told).isEmpty();
  }
}
