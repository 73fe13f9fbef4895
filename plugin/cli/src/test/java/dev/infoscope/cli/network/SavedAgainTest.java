// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A history goes on with the training that it holds, not with another one in the same folder. */
@Timeout(600)
class SavedAgainTest {
  private static final String[] WATCHED = {
    "--port", "0", "--settle", "0s", "--every", "10ms", "--until-silent", "300ms"
  };

  @TempDir private Path folder;
  private RunFolders run;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    run = new RunFolders(folder.resolve("run"));
    out = folder.resolve("run.jsonl");
  }

  private Shell.Outcome replay() {
    return Shell.run("replay", "--activations", run.run(), "--out", out);
  }

  private Shell.Outcome watch() {
    return Shell.run(
        Stream.concat(Stream.of("watch", run.run(), "--out", out), Stream.of(WATCHED)).toArray());
  }

  private static void done(Shell.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.err()).isZero();
  }

  private void epochs(int first, int last) throws IOException {
    for (int epoch = first; epoch <= last; epoch++) {
      run.epoch(epoch);
    }
  }

  private void touch(int epoch, String time) throws IOException {
    Path layer = run.run().resolve("epoch-000" + epoch).resolve("layer2.csv");
    Files.setLastModifiedTime(layer, FileTime.from(Instant.parse(time)));
  }

  @Test
  void epochsOfAnotherTrainingInTheFolderAreRefused() throws IOException {
    epochs(1, 3);
    done(replay());
    byte[] before = Files.readAllBytes(out);
    epochs(4, 5);
    touch(2, "2026-01-02T00:00:00Z");
    refused(
        replay(), "epoch-0002: epoch 2 was saved at 2026-01-02T00:00:00Z", "give another --out");
    touch(2, "2025-12-31T00:00:00Z");
    Files.setLastModifiedTime(
        run.run().resolve("epoch-0002/predictions.csv"), FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(
        run.run().resolve("epoch-0002/layer10.csv"), FileTime.from(Instant.EPOCH));
    refused(replay(), "epoch-0002: epoch 2 was saved at 2026-01-01T00:00:00Z");
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }

  @Test
  void filesOfOneTimeAndFoldersThatAreGoneAreNoChange() throws IOException {
    epochs(1, 4);
    for (int epoch = 1; epoch <= 4; epoch++) {
      touch(epoch, "2026-02-01T00:00:00.123456Z");
    }
    done(replay());
    assertThat(History.read(out).get(3).time()).isEqualTo("2026-02-01T00:00:00.126456Z");
    for (Path file : RunFolders.files(run.run().resolve("epoch-0002"))) {
      Files.delete(file);
    }
    epochs(5, 5);
    touch(5, "2026-02-01T00:00:00.123456Z");
    done(replay());
    done(replay());
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aWatchEndsWhereWhatItMeasuredWasSavedAgain() throws IOException {
    epochs(1, 2);
    done(watch());
    epochs(3, 3);
    touch(1, "2026-01-02T00:00:00Z");
    Shell.Outcome again = watch();
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("epoch-0001: epoch 1 was saved at 2026-01-02T00:00:00Z");
    assertThat(again.err().lines()).hasSize(1);
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2);
  }

  @Test
  void aFolderThatIsHalfDeletedDoesNotEndAWatch() throws IOException {
    epochs(1, 2);
    done(watch());
    epochs(3, 3);
    Files.delete(run.run().resolve("epoch-0001/layer2.csv"));
    Files.delete(run.run().resolve("epoch-0001/layer10.csv"));
    Files.delete(run.run().resolve("epoch-0001/predictions.csv"));
    done(watch());
    assertThat(History.read(out)).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
  }

  @Test
  void checkpointsThatWereReplacedAreRefused() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    checkpoints.train(Checkpoints.dense(5), 2);
    Object[] replay = {
      "replay",
      "--checkpoints",
      checkpoints.saved(),
      "--out",
      out,
      "--probe",
      checkpoints.probe(),
      "--labels",
      checkpoints.labels()
    };
    done(Shell.run(replay));
    done(Shell.run(replay));
    Path replaced = checkpoints.saved().resolve("net_2.zip");
    Files.setLastModifiedTime(replaced, FileTime.from(Instant.now().plusSeconds(60)));
    refused(Shell.run(replay), "net_2.zip: epoch 2 was saved at ", "give another --out");
  }
}
