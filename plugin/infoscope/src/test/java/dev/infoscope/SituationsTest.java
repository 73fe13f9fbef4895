// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.safety.Situation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.factory.Nd4j;

/** Ways to train that users of DL4J reported: each gives the same bits, watched or not. */
class SituationsTest extends WatchedAndNot {
  private static EarlyStoppingConfiguration<MultiLayerNetwork> stopsAfter(int epochs) {
    return new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
        .epochTerminationConditions(new MaxEpochsTerminationCondition(epochs))
        .scoreCalculator(new DataSetLossCalculator(batches(FLAT), true))
        .modelSaver(new InMemoryModelSaver<>())
        .build();
  }

  @Test
  @Situation(
      number = 2,
      value = "early stopping counts epochs by itself",
      issues = 4798,
      holds = "reports are numbered 1, 2, 3 and so on")
  void earlyStoppingIsReportedEpochByEpoch() {
    assertUnchanged(
        Networks::denseWithDropout,
        FLAT,
        network -> new EarlyStoppingTrainer(stopsAfter(4), network, batches(FLAT)).fit());
    assertThat(epochs()).containsExactly(1, 2, 3, 4);
  }

  @Test
  @Situation(
      number = 3,
      value = "early stopping keeps another model than the last",
      issues = {5760, 6237},
      holds =
          "the kept model is the same to the bit and has no listener; reports are of the one"
              + " that trains")
  void theModelThatEarlyStoppingKeepsIsTheSame() {
    AtomicReference<MultiLayerNetwork> best = new AtomicReference<>();
    Consumer<MultiLayerNetwork> training =
        network -> {
          network.setLearningRate(20); // so that it gets worse
          best.set(
              new EarlyStoppingTrainer(stopsAfter(4), network, batches(FLAT)).fit().getBestModel());
        };
    MultiLayerNetwork alone = Networks.denseWithDropout();
    Outcome.of(alone, training);
    double[] expected = best.get().params().dup().data().asDouble();
    assertThat(alone.params().dup().data().asDouble()).isNotEqualTo(expected);
    assertUnchanged(
        () -> {
          best.set(null);
          return Networks.denseWithDropout();
        },
        FLAT,
        network -> {
          training.accept(network);
          assertThat(best.get().params().dup().data().asDouble()).isEqualTo(expected);
          assertThat(best.get().getListeners()).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  @Situation(
      number = 4,
      value = "layers are frozen, one or all but the output",
      issues = {3203, 3327, 4313},
      holds = "every layer is read")
  void frozenLayersAreRead(int last) {
    assertUnchanged(
        () ->
            new TransferLearning.Builder(Networks.denseWithDropout())
                .setFeatureExtractor(last)
                .build(),
        FLAT,
        network -> network.fit(batches(FLAT), 2));
    assertThat(recorder.layers()).contains("first", "second", "output");
  }

  @Test
  @Situation(
      number = 7,
      value = "fit is called within a workspace of the host's",
      issues = {7217, 5351},
      holds = "snapshots are copies that outlive it")
  void aWorkspaceThatIsOpenDoesNotTakeTheCopy() {
    WorkspaceConfiguration configuration =
        WorkspaceConfiguration.builder().initialSize(1 << 20).build();
    assertUnchanged(
        Networks::denseWithDropout,
        FLAT,
        network -> {
          for (int epoch = 0; epoch < 3; epoch++) {
            try (MemoryWorkspace open =
                Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "HOST")) {
              network.fit(batches(FLAT), 1);
              assertThat(open.isScopeActive()).isTrue();
            }
          }
        });
    assertThat(epochs()).containsExactly(1, 2, 3);
  }

  @Test
  @Situation(
      number = 12,
      value = "a network is saved with its listener, loaded, and trained on",
      issues = 10169,
      holds =
          "the file holds no listener, and no reading of the loaded network is NaN that was"
              + " none before")
  void aNetworkThatWasSavedAndLoadedIsReadAsBefore(@TempDir Path folder) throws Exception {
    File file = folder.resolve("network.zip").toFile();
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = watching(FLAT).build()) {
      scope.attach(network);
      network.fit(batches(FLAT), 2);
      network.save(file);
    }
    List<Object> before = readings();
    MultiLayerNetwork loaded = MultiLayerNetwork.load(file, true);
    assertThat(loaded.getListeners()).isEmpty();
    try (Infoscope scope = watching(FLAT).build()) {
      scope.sample(loaded, 2);
    }
    assertThat(readings()).isEqualTo(before);
    assertUnchanged(() -> load(file), FLAT, each -> each.fit(batches(FLAT), 2));
  }

  private static MultiLayerNetwork load(File file) {
    try {
      return MultiLayerNetwork.load(file, true);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Situation(
      number = 17,
      value = "fit is called once per epoch, with one epoch each",
      holds = "every epoch is reported once, with its number")
  void oneEpochPerFitIsCountedOn() {
    assertUnchanged(
        Networks::denseWithDropout,
        FLAT,
        network -> IntStream.range(0, 5).forEach(epoch -> network.fit(batches(FLAT), 1)));
    assertThat(epochs()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  @Situation(
      number = 18,
      value = "a network is initialised again under the listener",
      holds = "what is read is the new network")
  void aNetworkThatIsInitialisedAgainIsReadAnew() {
    assertUnchanged(
        Networks::denseWithDropout,
        FLAT,
        network -> {
          network.fit(batches(FLAT), 2);
          network.init(null, false);
          network.fit(batches(FLAT), 2);
        });
    assertThat(recorder.reports).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  @Situation(
      number = 19,
      value = "two Infoscopes watch one network at once",
      holds = "both read the same")
  void twoAtOnceReadTheSame() {
    Recorder other = new Recorder();
    try (Infoscope second = Infoscope.builder().probe(FLAT).sink(other).synchronous().build()) {
      boolean[] added = {false};
      assertUnchanged(
          Networks::denseWithDropout,
          FLAT,
          network -> {
            if (!added[0]) {
              added[0] = true;
              second.attach(network);
            }
            network.fit(batches(FLAT), 2);
          });
    }
    List<Object> ofOther =
        other.last().readings().stream()
            .filter(reading -> reading.metric().seriesName().startsWith("infoscope_neuron"))
            .<Object>map(reading -> reading.metric() + " " + reading.labels() + reading.value())
            .toList();
    assertThat(ofOther).isEqualTo(readings()).isNotEmpty();
    assertThat(other.lastHealth().failures().values()).containsOnly(0L);
  }

  @Test
  @Timeout(300)
  @Situation(
      number = 14,
      value = "2,000 epochs in a heap of 256 MB, with the page",
      issues = {7064, 7116},
      holds = "nothing runs out of memory")
  void twoThousandEpochsFitIntoASmallHeap() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LongTraining.class.getName(),
            "2000");
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
          .contains("page true", "epochs 2000", "last 2000", "failures [0]");
    } finally {
      process.destroyForcibly();
    }
  }
}
