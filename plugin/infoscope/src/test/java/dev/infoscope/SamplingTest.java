// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;

/** When the network is examined, and what a report says of the moment. */
class SamplingTest {
  private static final DataSet DATA = Examples.flat(60, 1);

  private final Recorder recorder = new Recorder();

  private InfoscopeBuilder builder() {
    return Infoscope.builder().probe(DATA).sink(recorder).synchronous();
  }

  private List<Integer> epochs() {
    return recorder.reports.stream().map(report -> report.moment().epoch()).toList();
  }

  private List<Integer> iterations() {
    return recorder.reports.stream().map(report -> report.moment().iteration()).toList();
  }

  private void train(InfoscopeBuilder builder, int epochs) {
    try (Infoscope scope = builder.build()) {
      RepeatableTraining.DROPOUT.train(epochs, scope.listener());
    }
  }

  @Test
  void epochsAreCountedFromOne() {
    train(builder(), 3);
    assertThat(epochs()).containsExactly(1, 2, 3);
    assertThat(iterations()).containsExactly(4, 8, 12);
    assertThat(recorder.last().moment().score()).isPositive();
  }

  @Test
  void theFirstEveryNthAndTheLastPlannedEpochAreExamined() {
    train(builder().everyEpochs(3).plannedEpochs(8), 8);
    assertThat(epochs()).containsExactly(1, 3, 6, 8);
  }

  @Test
  void iterationsMayTakeThePlaceOfEpochs() {
    train(builder().everyIterations(5), 3);
    assertThat(iterations()).containsExactly(5, 10);
  }

  @Test
  void iterationsAndEpochsMayBeHadTogether() {
    train(builder().everyIterations(6).everyEpochs(2), 3);
    assertThat(iterations()).containsExactly(4, 6, 8, 12);
  }

  @Test
  void aRunWithoutEpochsIsSampledByHand() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = builder().build()) {
      for (int round = 1; round <= 4; round++) {
        network.fit(DATA);
        scope.sample(network, round);
      }
    }
    assertThat(epochs()).containsExactly(1, 2, 3, 4);
    assertThat(iterations()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void sampleTakesACopyOfTheModelAsSparkHandsItOut() {
    try (Infoscope scope = builder().build()) {
      for (int round = 1; round <= 3; round++) {
        scope.sample(Networks.denseWithDropout(), round);
      }
    }
    assertThat(epochs()).containsExactly(1, 2, 3);
  }

  @Test
  void aModelOfAnotherShapeIsCountedNotExamined() {
    try (Infoscope scope = builder().build()) {
      scope.sample(Networks.denseWithDropout(), 1);
      scope.sample(Networks.convolutional(), 2);
      scope.sample(Networks.denseWithDropout(), 3);
    }
    assertThat(epochs()).containsExactly(1, 3);
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
  }

  @Test
  void callsFromOtherModelsAreSkippedAsUnderParallelWrapper() {
    try (Infoscope scope = builder().build()) {
      var listener = scope.listener();
      RepeatableTraining.DROPOUT.train(2, listener);
      RepeatableTraining.DROPOUT.train(2, listener);
    }
    assertThat(epochs()).containsExactly(1, 2);
    assertThat(recorder.lastHealth().skipped()).containsEntry("other-model", 2L);
  }

  @Test
  @Timeout(60)
  void theNewestSampleWinsWhileTheAnalysisIsBusy() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope =
        Infoscope.builder().probe(DATA).sink(recorder).measure(new Slow(started, go)).build()) {
      scope.sample(network, 1);
      assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
      scope.sample(network, 2);
      scope.sample(network, 3);
      scope.sample(network, 4);
      go.countDown();
    }
    assertThat(epochs()).containsExactly(1, 4);
    assertThat(recorder.lastHealth().snapshots()).isEqualTo(4);
    assertThat(recorder.lastHealth().skipped()).containsEntry("busy", 2L);
  }

  @Test
  @Timeout(60)
  void whatIsOfferedWhileTheAnalysisRestsIsSkippedButForTheNewest() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(DATA)
            .sink(recorder)
            .budget(1e-6, Duration.ZERO) // a snapshot of a millisecond asks for a rest of minutes
            .build()) {
      scope.sample(network, 1);
      scope.flush();
      scope.sample(network, 2);
      scope.sample(network, 3);
      scope.sample(network, 4);
    }
    assertThat(epochs()).containsExactly(1, 4);
    assertThat(recorder.lastHealth().skipped()).containsEntry("budget", 2L);
  }

  @Test
  @Timeout(60)
  void aBudgetSkipsNothingWhereTrainingWaits() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = builder().budget(1e-6, Duration.ZERO).build()) {
      for (int epoch = 1; epoch <= 4; epoch++) {
        scope.sample(network, epoch);
      }
    }
    assertThat(epochs()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void flushWaitsForTheReport() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = Infoscope.builder().probe(DATA).sink(recorder).build()) {
      scope.sample(network, 1);
      scope.flush();
      assertThat(epochs()).containsExactly(1);
    }
  }

  @Test
  void sameRunSameBits() {
    train(builder(), 2);
    EpochReport first = recorder.last();
    train(builder(), 2);
    assertThat(values(recorder.last())).isEqualTo(values(first));
    assertThat(recorder.last().run().provenance()).isEqualTo(first.run().provenance());
  }

  private static List<Double> values(EpochReport report) {
    return report.readings().stream()
        .filter(reading -> reading.layer() != null)
        .map(Reading::value)
        .toList();
  }

  /** A measure that waits to be released. */
  private record Slow(CountDownLatch started, CountDownLatch go) implements Measure {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Findings measure(Snapshot snapshot) throws InterruptedException {
      started.countDown();
      go.await();
      return Findings.of(List.of());
    }
  }
}
