// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints of Keras. Those beside this test were written by dense_keras.py, which lays them out
 * as Keras 2 does and writes what the network puts out, computed with NumPy, as a run folder.
 */
@Timeout(300)
class KerasCheckpointsTest {
  private static final double SINGLE = 1e-6;
  private static final List<String> NETS =
      List.of("net.01-0.64.h5", "net.02-0.59.h5", "net.03-0.57.h5");

  @TempDir private Path folder;

  private static Path fixture(String name) throws Exception {
    return Path.of(
        Objects.requireNonNull(KerasCheckpointsTest.class.getResource("keras/" + name)).toURI());
  }

  private Shell.Outcome replay(Path nets, Path out) throws Exception {
    return Shell.run(
        "replay",
        "--checkpoints",
        nets,
        "--probe",
        fixture("x.csv"),
        "--labels",
        fixture("y.csv"),
        "--out",
        out);
  }

  private Path one(String name, byte[] content) throws IOException {
    Path nets = Files.createDirectories(folder.resolve("nets"));
    Files.write(nets.resolve(name), content);
    return nets;
  }

  @Test
  void aNetworkOfKerasReadsAsWhatNumpyComputesFromItsWeights() throws Exception {
    Path nets = folder.resolve("nets.jsonl");
    Shell.Outcome outcome = replay(fixture("nets"), nets);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    Path run = folder.resolve("run.jsonl");
    assertThat(Shell.run("replay", "--activations", fixture("run"), "--out", run).status())
        .isZero();
    List<ReportEntry> found = History.read(nets);
    assertThat(found).extracting(ReportEntry::epoch).containsExactly(1, 2, 3);
    List<ReportEntry> expected = History.read(run);
    for (int i = 0; i < 3; i++) {
      assertSame(values(expected.get(i)), values(found.get(i)));
    }
  }

  private static void assertSame(Map<String, Double> expected, Map<String, Double> found) {
    assertThat(expected).hasSizeGreaterThan(150);
    assertThat(found.keySet()).containsAll(expected.keySet());
    expected.forEach(
        (name, value) -> {
          if (value == null || Double.isNaN(value)) {
            assertThat(found.get(name)).as(name).isEqualTo(value);
          } else {
            double scale = Math.max(1, Math.abs(value));
            assertThat(found.get(name)).as(name).isCloseTo(value, within(SINGLE * scale));
          }
        });
  }

  /** Of the layers; intervals and counts are of the run. */
  private static Map<String, Double> values(ReportEntry entry) {
    Map<String, Double> values = new TreeMap<>();
    for (ReadingEntry reading : entry.readings()) {
      boolean ofRun = reading.metric().matches("infoscope\\.(drift\\..*|flagged)");
      if (reading.layer() != null && !ofRun) {
        String labels = new TreeMap<>(reading.labels()).toString();
        values.put(reading.metric() + " " + reading.layer() + " " + labels, reading.value());
      }
    }
    return values;
  }

  @Test
  void aTrainingThatSavesAndDeletesIsWatchedToItsEnd() throws Exception {
    Path nets = Files.createDirectories(folder.resolve("nets"));
    Path out = folder.resolve("watched.jsonl");
    for (String net : NETS) { // stopped and started again at each, the file before it gone
      try (var old = Files.newDirectoryStream(nets)) {
        for (Path each : old) {
          Files.delete(each);
        }
      }
      Files.copy(fixture("nets/" + net), nets.resolve(net));
      Shell.Outcome outcome =
          Shell.run(
              "watch",
              nets,
              "--out",
              out,
              "--port",
              0,
              "--settle",
              "0s",
              "--every",
              "10ms",
              "--probe",
              fixture("x.csv"),
              "--labels",
              fixture("y.csv"),
              "--run",
              "nets",
              "--until-silent",
              "200ms");
      assertThat(outcome.status()).as(outcome.err()).isZero();
    }
    Path replayed = folder.resolve("replayed.jsonl");
    assertThat(replay(fixture("nets"), replayed).status()).isZero();
    List<ReportEntry> found = History.read(out);
    List<ReportEntry> expected = History.read(replayed);
    assertThat(found).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(found.get(i).readings()).isEqualTo(expected.get(i).readings());
    }
  }

  @Test
  void anH5FileThatIsNotAllThereIsLeftOutUntilItIs() throws Exception {
    byte[] whole = Files.readAllBytes(fixture("nets/" + NETS.get(0)));
    for (int length : new int[] {0, 3, 100, 2048, whole.length - 1}) {
      Path nets = one(NETS.get(0), Arrays.copyOf(whole, length));
      Shell.refused(replay(nets, folder.resolve("cut.jsonl")), NETS.get(0), "HDF5");
    }
  }

  @Test
  void whatDl4jCannotImportIsRefusedWithTheWayToGo() throws Exception {
    Path out = folder.resolve("out.jsonl");
    Path nets = one("net-1.h5", Files.readAllBytes(fixture("keras3.h5")));
    Shell.refused(replay(nets, out), "was saved by Keras 3.4.1", "keras_callback.py");
    one("net-1.h5", Files.readAllBytes(fixture("weights-alone.h5")));
    Shell.refused(replay(nets, out), "holds no network", "save_weights_only=False");
    Files.delete(nets.resolve("net-1.h5"));
    one("net-1.keras", zipOfKeras());
    Shell.refused(replay(nets, out), "in the format of Keras 3", "keras_callback.py");
  }

  @Test
  void aLayerThatHoldsCodeIsRefused() throws Exception {
    String bytes = Files.readString(fixture("nets/" + NETS.get(0)), StandardCharsets.ISO_8859_1);
    String changed =
        bytes.replaceFirst(
            "\"class_name\": \"Dense\"", "\"class_name\":\"Lambda\""); // as long as before
    Path nets = one("net-1.h5", changed.getBytes(StandardCharsets.ISO_8859_1));
    Shell.refused(replay(nets, folder.resolve("out.jsonl")), "a layer of class Lambda");
  }

  @Test
  void anEpochIsTheLastWholeNumberOfTheNameAndALossIsNone() throws Exception {
    Path nets = one("net-0.57.h5", Files.readAllBytes(fixture("nets/" + NETS.get(2))));
    Shell.refused(
        replay(nets, folder.resolve("out.jsonl")), "net-0.57.h5", "no whole number in its name");
  }

  @Test
  void conductanceAndAblationTakeANetworkOfKerasToo() throws Exception {
    Object[] tested = {"--model", fixture("nets/" + NETS.get(2)), "--probe", fixture("x.csv")};
    Object[] conductance = {"measure", "conductance", "--steps", 4, "--labels", fixture("y.csv")};
    Shell.Outcome outcome =
        Shell.run(Stream.of(conductance, tested).flatMap(Arrays::stream).toArray());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("hidden  conductance").contains("completeness of hidden");
  }

  private static byte[] zipOfKeras() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("metadata.json", "config.json", "model.weights.h5")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(String.format(Locale.ROOT, "{\"%s\": 1}", name).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
