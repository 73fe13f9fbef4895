// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.Infoscope;
import dev.infoscope.cli.Shell;
import dev.infoscope.cli.table.TableOptions;
import dev.infoscope.publish.history.History;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks of other frameworks with the weights of a DL4J network read as it does. */
class OtherFrameworksTest {
  private static final double SINGLE = 1e-6;

  /** Only where the network itself is at hand, or of the training alone. */
  private static final Set<String> NOT_IN_FILES =
      Set.of("infoscope.probe.loss", RunMetrics.OVERHEAD.meterName());

  private static final Set<String> OF_TIME =
      Set.of(
          RunMetrics.INTERVAL.meterName(),
          RunMetrics.FLAGGED.meterName(),
          RunMetrics.SKIPPED_LAYERS.meterName());

  @TempDir private Path folder;
  private Path live;

  @BeforeEach
  void trainAndKeepWeights() throws IOException {
    Checkpoints checkpoints = new Checkpoints(folder);
    MultiLayerNetwork network = Checkpoints.dense(5);
    ProbeFiles files =
        ProbeFiles.read(new TableOptions(), checkpoints.probe(), checkpoints.labels());
    live = folder.resolve("live.jsonl");
    save("x", files.data().getFeatures());
    save("y", files.data().getLabels());
    try (Infoscope scope =
        Infoscope.builder()
            .probe(files.data())
            .labels(files.classes())
            .synchronous()
            .history(live)
            .build()) {
      scope.attach(network);
      for (int epoch = 1; epoch <= 3; epoch++) {
        checkpoints.train(network, 1);
        scope.sample(network, epoch);
        for (int layer = 0; layer < 2; layer++) {
          String name = layer == 0 ? "hidden" : "output";
          save(name + "-W-" + epoch, network.getLayer(layer).getParam("W"));
          save(name + "-b-" + epoch, network.getLayer(layer).getParam("b").reshape(-1));
        }
      }
    }
  }

  private void save(String name, INDArray array) throws IOException {
    INDArray plain = array.dup('c');
    StringBuilder shape = new StringBuilder();
    for (long length : plain.shape()) {
      shape.append(length).append(", ");
    }
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }%n",
            shape.toString().stripTrailing());
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 8 * (int) plain.length())
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : plain.reshape(-1).toDoubleVector()) {
      bytes.putDouble(value);
    }
    Files.write(folder.resolve(name + ".npy"), bytes.array());
  }

  @Test
  void theForwardPassInNumpyReadsAsTheNetworkItself() throws Exception {
    assertReadsAsLive(written("numpy_run.py", "numpy"));
  }

  @Test
  void aTorchNetworkOfTheSameWeightsReadsAsTheNetworkItself() throws Exception {
    assertReadsAsLive(written("torch_run.py", "torch"));
  }

  @Test
  void theJaxCallbackWritesWhatReadsAsTheNetworkItself() throws Exception {
    assertReadsAsLive(written("jax_run.py", "numpy"));
  }

  /** With a stand-in for Keras where it is not installed, of as much as the callback uses. */
  @Test
  void theKerasCallbackWritesWhatReadsAsTheNetworkItself() throws Exception {
    assertReadsAsLive(written("keras_run.py", "numpy"));
  }

  private Path written(String script, String module) throws Exception {
    Path out = folder.resolve("run");
    new PythonProgram(script, folder).needs(module).run(folder, out);
    return out;
  }

  private void assertReadsAsLive(Path run) throws IOException {
    Path out = folder.resolve("files.jsonl");
    Shell.Outcome outcome = Shell.run("replay", "--activations", run, "--out", out);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("3 epochs measured, 0 were there");
    List<ReportEntry> expected = History.read(live);
    List<ReportEntry> found = History.read(out);
    assertThat(found).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(found.get(i).provenance().probeHash())
          .isEqualTo(expected.get(i).provenance().probeHash());
      assertThat(found.get(i).skipped()).containsKey("all layers (conductance)");
      assertSame(values(expected.get(i)), values(found.get(i)));
    }
  }

  private static void assertSame(Map<String, Double> expected, Map<String, Double> found) {
    Set<String> missing = new TreeSet<>(expected.keySet());
    missing.removeAll(found.keySet());
    assertThat(missing).isEmpty();
    Set<String> more = new TreeSet<>(found.keySet());
    more.removeAll(expected.keySet());
    assertThat(more).isEmpty();
    assertThat(found).hasSizeGreaterThan(200);
    expected.forEach(
        (name, value) -> {
          if (value == null || found.get(name) == null) {
            assertThat(found.get(name)).as(name).isEqualTo(value);
          } else {
            double scale = Math.max(1, Math.abs(value));
            assertThat(found.get(name)).as(name).isCloseTo(value, within(SINGLE * scale));
          }
        });
  }

  private static Map<String, Double> values(ReportEntry entry) {
    Map<String, Double> values = new TreeMap<>();
    for (ReadingEntry reading : entry.readings()) {
      boolean ofNetwork = "conductance".equals(reading.labels().get("signal"));
      String metric = reading.metric();
      boolean drift = metric.contains("drift") && reading.labels().containsValue("loss");
      boolean path = metric.startsWith("infoscope.conductance.");
      if (!ofNetwork
          && !path
          && !drift
          && !NOT_IN_FILES.contains(metric)
          && !OF_TIME.contains(metric)) {
        String name = metric + " " + reading.layer() + " " + new TreeMap<>(reading.labels());
        values.put(name, reading.value());
      }
    }
    return values;
  }
}
