// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static dev.infoscope.cli.Shell.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.cli.NpyFile;
import dev.infoscope.cli.Shell;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a run that do not agree with each other, or with what a run can be. */
class FolderAgreementTest {
  @TempDir private Path folder;
  private RunFolders run;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    run = new RunFolders(folder.resolve("run"));
    out = folder.resolve("run.jsonl");
  }

  private Shell.Outcome replay() throws IOException {
    Files.deleteIfExists(out);
    return Shell.run("replay", "--activations", run.run(), "--out", out);
  }

  private List<ReportEntry> replayed() throws IOException {
    Shell.Outcome outcome = replay();
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return History.read(out);
  }

  private void layers(String last) throws IOException {
    Files.writeString(run.run().resolve("layers.json"), "[\"layer2\", " + last + "]");
  }

  /** An epoch with weights of the second layer as NumPy saves them with a function. */
  private Path epoch(int number, String function) throws IOException {
    Path weights = run.epoch(number).resolve("weights");
    Files.delete(weights.resolve("layer10.csv"));
    byte[] matrix = NpyFile.bytes(ByteOrder.LITTLE_ENDIAN, 0.5, 0.1 * number, -1.5, 0.25, 0.5, 1);
    byte[] text = function.getBytes(StandardCharsets.ISO_8859_1);
    Path archive = weights.resolve("layer10.npz");
    try (OutputStream to = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(to)) {
      add(zip, "matrix", NpyFile.write(folder.resolve("a.npy"), "'<f8'", "(3, 2)", matrix));
      String type = "'|S" + text.length + "'";
      add(zip, "activation", NpyFile.write(folder.resolve("b.npy"), type, "()", text));
    }
    return archive;
  }

  private static void add(ZipOutputStream zip, String array, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(array + ".npy"));
    zip.write(Files.readAllBytes(file));
    zip.closeEntry();
  }

  @Test
  void twoActivationFunctionsOfOneLayerAreRefusedWithBoth() throws IOException {
    Path archive = epoch(1, "relu");
    layers("{\"name\": \"layer10\", \"activation\": \"tanh\"}");
    refused(
        replay(),
        archive + ":matrix: activation of layer layer10 is relu here and tanh in layers.json");
    layers("{\"name\": \"layer10\", \"activation\": \"ReLU\"}");
    assertThat(replayed().get(0).skipped()).doesNotContainKey("layer10 (causal)");
  }

  @Test
  void anotherActivationFunctionThanInTheFirstEpochIsRefused() throws IOException {
    epoch(1, "linear");
    epoch(2, "identity");
    assertThat(replayed()).hasSize(2);
    epoch(3, "tanh");
    refused(replay(), "layer10 is tanh here and linear in layers.json or the first epoch");
  }

  @Test
  void valuesTooLargeForTheirSquaresAreRefusedWithThePlace() throws IOException {
    Path layer = run.epoch(1).resolve("layer2.csv");
    Files.writeString(layer, Files.readString(layer).replaceFirst("^[^,]*", "1e101"));
    refused(replay(), layer + ": 1.0E101 at row 1, column 1", "must be within +-1.0E100");
    Path weights = run.epoch(1).resolve("weights/layer10.csv");
    Files.writeString(weights, Files.readString(weights).replaceFirst("^[^,]*", "-1e101"));
    refused(replay(), weights + ": -1.0E101 at row 1, column 1");
  }

  @Test
  void anEpochWithoutPredictionsOrWeightsLacksTheirReadingsAndSaysSo() throws IOException {
    layers("{\"name\": \"layer10\", \"activation\": \"tanh\"}");
    run.epoch(1);
    Path second = run.epoch(2);
    Files.delete(second.resolve("predictions.csv"));
    Files.delete(second.resolve("weights/layer10.csv"));
    run.epoch(3);
    List<ReportEntry> entries = replayed();
    for (int epoch = 0; epoch < 3; epoch++) {
      boolean whole = epoch != 1;
      ReportEntry entry = entries.get(epoch);
      assertThat(has(entry, "infoscope.probe.accuracy")).isEqualTo(whole);
      assertThat(has(entry, "infoscope.causal.sensitivity")).isEqualTo(whole);
      assertThat(entry.skipped().containsKey("all layers (relay, ablation)")).isEqualTo(!whole);
      assertThat(entry.skipped().containsKey("all layers (causal, parameters)")).isEqualTo(!whole);
    }
  }

  private static boolean has(ReportEntry entry, String metric) {
    return entry.readings().stream().anyMatch(each -> each.metric().equals(metric));
  }

  @Test
  void aFunctionThatOnlyLaterWeightsSayIsNotSaidToBeMissing() throws IOException {
    Files.delete(run.epoch(1).resolve("weights/layer10.csv"));
    epoch(2, "tanh");
    assertThat(replayed().get(1).skipped().get("layer10 (causal)"))
        .contains("that those of the first epoch did not", "layers.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputs", "predictions", "labels", "weights"})
  void aLayerWithTheNameOfAnotherTableIsRefused(String name) throws IOException {
    Files.copy(run.epoch(1).resolve("layer10.csv"), run.run().resolve("epoch-0001/extra.csv"));
    layers("\"layer10\", \"extra\", \"" + name + "\"");
    refused(replay(), "layers.json: " + name + " is reserved: a table " + name + " is no layer");
  }

  @Test
  void textMayBeginWithAByteOrderMark() throws IOException {
    Path scalars = run.epoch(1).resolve("scalars.json");
    Files.writeString(scalars, "\uFEFF{\"loss\": 0.75}");
    layers("\"layer10\"");
    Path layout = run.run().resolve("layers.json");
    Files.writeString(layout, "\uFEFF" + Files.readString(layout));
    assertThat(replayed().get(0).score()).isEqualTo(0.75);
  }
}
