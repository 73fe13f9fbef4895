// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PartedReplayTest {
  /** So many parts, the last first, each twice. */
  private record Backwards(int count, List<byte[]> seen) implements PartRunner {
    @Override
    public int parts(int checkpoints) {
      return count;
    }

    @Override
    public void run(byte[] shared, List<byte[]> parts, Consumer<byte[]> results) {
      List<byte[]> found = new ArrayList<>(parts);
      for (int part = parts.size() - 1; part >= 0; part--) {
        PartRunner.measure(shared, parts.get(part));
        found.set(part, PartRunner.measure(shared, parts.get(part)));
      }
      seen.addAll(found);
      found.forEach(results);
    }
  }

  @TempDir Path folder;
  private Checkpoints checkpoints;
  private final List<byte[]> seen = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    checkpoints = new Checkpoints(folder);
  }

  private String[] arguments(Path out) {
    return Stream.of(
            "--checkpoints",
            checkpoints.saved(),
            "--probe",
            checkpoints.probe(),
            "--labels",
            checkpoints.labels(),
            "--run",
            "run",
            "--out",
            out)
        .map(String::valueOf)
        .toArray(String[]::new);
  }

  private String whole(Path out) throws IOException {
    Object[] words = Stream.concat(Stream.of("replay"), Stream.of(arguments(out))).toArray();
    assertThat(Shell.run(words).status()).isZero();
    return Timeless.text(Files.readString(out));
  }

  private int parted(int parts, Path out) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new CommandLine(new PartedReplayCommand(new Backwards(parts, seen)))
        .setOut(nowhere)
        .setErr(nowhere)
        .execute(arguments(out));
  }

  private String partedText(int parts, Path out) throws IOException {
    assertThat(parted(parts, out)).isZero();
    return Timeless.text(Files.readString(out));
  }

  /** Drift, flags, motion and what is measured in every fifth epoch all look back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void partsMeasuredApartGiveTheHistoryOfOneReplay(int parts) throws IOException {
    checkpoints.train(Checkpoints.dense(5), 19);
    String whole = whole(folder.resolve("whole.jsonl"));
    assertThat(partedText(parts, folder.resolve("parted.jsonl"))).isEqualTo(whole);
    assertThat(seen).hasSize(Math.min(parts, 18));
    assertThat(whole).contains("infoscope.drift.zscore", "infoscope.flagged");
  }

  @Test
  void aHistoryGoesOnInParts() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 6);
    Path parted = folder.resolve("parted.jsonl");
    partedText(2, parted);
    checkpoints.train(network, 7);
    assertThat(partedText(3, parted)).isEqualTo(whole(folder.resolve("whole.jsonl")));
  }

  /** A layer that is constant, or NaN, freezes no bins; they are those of a later checkpoint. */
  @ParameterizedTest
  @ValueSource(doubles = {0, Double.NaN})
  void binsAreFrozenAtTheFirstUsableCheckpoint(double weights) throws IOException {
    MultiLayerNetwork useless = Checkpoints.rectified(5);
    useless.getLayer(0).getParam("W").assign(weights);
    for (int epoch = 1; epoch <= 3; epoch++) {
      useless.setEpochCount(epoch);
      checkpoints.save(useless, "net_" + epoch + ".zip");
    }
    MultiLayerNetwork network = Checkpoints.rectified(5);
    network.setEpochCount(3);
    checkpoints.train(network, 5);
    String whole = whole(folder.resolve("whole.jsonl"));
    assertThat(partedText(4, folder.resolve("parted.jsonl"))).isEqualTo(whole);
    assertThat(seen).as("the first useful one is measured with those before").hasSize(4);
  }

  @Test
  void nothingIsWrittenIfACheckpointCannotBeMeasured() throws IOException {
    MultiLayerNetwork network = Checkpoints.dense(5);
    checkpoints.train(network, 4);
    MultiLayerNetwork other = Checkpoints.dense(6);
    other.setEpochCount(5);
    Path wrong = checkpoints.save(other, "net_5.zip");
    Path out = folder.resolve("parted.jsonl");
    StringWriter said = new StringWriter();
    CommandLine line =
        new CommandLine(new PartedReplayCommand(new Backwards(2, seen)))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                  said.write(String.valueOf(failure.getMessage()));
                  return 2;
                });
    assertThat(line.execute(arguments(out))).isEqualTo(2);
    assertThat(said.toString()).startsWith(wrong + ": has 51 parameters, ").doesNotContain("\n");
    assertThat(out).doesNotExist();
  }
}
