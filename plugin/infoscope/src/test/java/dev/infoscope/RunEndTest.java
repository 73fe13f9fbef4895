// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.publish.history.History;
import dev.infoscope.publish.history.SessionEnd;
import dev.infoscope.report.ReportEntry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.IterationTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Which ends of a training count as meant. */
class RunEndTest {
  private static final DataSet FLAT = Examples.flat(30, 1);
  private static final String FINISHED = "infoscope_training_finished{model=\"m\",run=\"end\"}";

  private final Recorder recorder = new Recorder();
  private final MultiLayerNetwork network = Networks.denseWithDropout();

  /** Breaks in the middle of its second round. */
  private static final class Breaking extends ListDataSetIterator<DataSet> {
    private static final long serialVersionUID = 1;

    private transient int batches;

    private Breaking(Collection<DataSet> all) {
      super(all, 1);
    }

    @Override
    public boolean asyncSupported() {
      return false;
    }

    @Override
    public DataSet next() {
      if (++batches == 5) {
        throw new IllegalStateException("a batch cannot be read");
      }
      return super.next();
    }
  }

  private static DataSetIterator batches() {
    return new ListDataSetIterator<>(FLAT.batchBy(10), 1);
  }

  private Infoscope scope() {
    return Infoscope.builder()
        .probe(FLAT)
        .run("end")
        .model("m")
        .plannedEpochs(9)
        .serve(0)
        .sink(recorder)
        .build();
  }

  @Test
  void pageAndHistoryKnowThatARunWasToEnd(@TempDir Path folder) throws Exception {
    Path history = folder.resolve("end.jsonl");
    List<String> ends = new ArrayList<>();
    try (Infoscope scope =
        Infoscope.builder()
            .probe(FLAT)
            .plannedEpochs(9)
            .serve(0)
            .history(history)
            .synchronous()
            .build()) {
      network.fit(FLAT);
      scope.sample(network, 1);
      scope.finish();
      URI runs = scope.uri().orElseThrow().resolve("/runs");
      HttpRequest request = HttpRequest.newBuilder(runs).build();
      assertThat(
              HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"finished\":true");
    }
    History.forEach(
        history,
        new History.Reader() {
          @Override
          public void accept(ReportEntry entry) {
            assertThat(entry.endFollows()).isTrue();
          }

          @Override
          public void ended(SessionEnd end) {
            ends.add(end.ended() + " at " + end.epoch());
          }
        });
    assertThat(ends).containsExactly("finished at 1");
  }

  private void fitsAndCloses(DataSetIterator batches) {
    try (Infoscope scope = scope()) {
      network.addListeners(scope.listener());
      network.fit(batches, 3);
    }
  }

  @Test
  void aFitThatReturnsBeforeThePlanHasFinished() {
    fitsAndCloses(batches());
    assertThat(recorder.finished).isEqualTo(1);
    assertThat(recorder.last().moment().epoch()).isEqualTo(3);
  }

  @Test
  void aFitThatThrowsInAnEpochHasNotFinished() {
    assertThatThrownBy(() -> fitsAndCloses(new Breaking(FLAT.batchBy(10))))
        .hasMessageContaining("a batch cannot be read");
    assertThat(recorder.last().moment().epoch()).isEqualTo(1);
    assertThat(recorder.closed).isEqualTo(1);
    assertThat(recorder.finished).isZero();
  }

  private EarlyStoppingResult<MultiLayerNetwork> stopsEarly(
      IterationTerminationCondition condition, int epochs) {
    EarlyStoppingConfiguration<MultiLayerNetwork> configuration =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(epochs))
            .iterationTerminationConditions(condition)
            .scoreCalculator(new DataSetLossCalculator(batches(), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    return new EarlyStoppingTrainer(configuration, network, batches()).fit();
  }

  /** Ends training after some iterations. */
  private static final class After implements IterationTerminationCondition {
    private static final long serialVersionUID = 1;

    private final int iterations;
    private int seen;

    private After(int iterations) {
      this.iterations = iterations;
    }

    @Override
    public void initialize() {
      seen = 0;
    }

    @Override
    public boolean terminate(double score) {
      return ++seen >= iterations;
    }
  }

  @Test
  void earlyStoppingAfterAnEpochHasFinished() {
    try (Infoscope scope = scope()) {
      network.addListeners(scope.listener());
      assertThat(stopsEarly(new After(99), 2).getTerminationReason())
          .isEqualTo(EarlyStoppingResult.TerminationReason.EpochTerminationCondition);
    }
    assertThat(recorder.finished).isEqualTo(1);
  }

  @Test
  void earlyStoppingWithinAnEpochHasFinishedOnlyIfThatIsSaid() {
    for (boolean said : List.of(false, true)) {
      recorder.finished = 0;
      try (Infoscope scope = scope()) {
        network.setListeners(scope.listener());
        assertThat(stopsEarly(new After(5), 9).getTerminationReason())
            .isEqualTo(EarlyStoppingResult.TerminationReason.IterationTerminationCondition);
        if (said) {
          scope.finish();
        }
      }
      assertThat(recorder.finished).as("said %s", said).isEqualTo(said ? 1 : 0);
    }
  }

  @Test
  void aLoopOfOnesOwnHasFinishedOnlyIfThatIsSaid() {
    for (boolean said : List.of(false, true)) {
      recorder.finished = 0;
      try (Infoscope scope = scope()) {
        network.setListeners(scope.listener());
        network.fit(FLAT);
        scope.sample(network, 1);
        if (said) {
          scope.finish();
        }
      }
      assertThat(recorder.finished).as("said %s", said).isEqualTo(said ? 1 : 0);
    }
  }

  @Test
  void trainingThatGoesOnAfterAnEpochHasNotFinished() {
    try (Infoscope scope = scope()) {
      network.addListeners(scope.listener());
      network.fit(batches(), 1);
      network.fit(FLAT);
    }
    assertThat(recorder.finished).isZero();
  }

  @Test
  void theEndpointSaysSoAndStaysUpUntilItIsClosed() throws Exception {
    try (Infoscope scope = scope()) {
      network.addListeners(scope.listener());
      network.fit(batches(), 1);
      scope.flush();
      URI metrics = scope.uri().orElseThrow().resolve("metrics");
      assertThat(scrape(metrics)).contains(FINISHED + " 0");
      scope.finish();
      assertThat(scrape(metrics)).contains(FINISHED + " 1");
      scope.finish();
      network.fit(batches(), 1);
      scope.flush();
      assertThat(scrape(metrics)).contains(FINISHED + " 1");
    }
    assertThat(recorder.finished).isEqualTo(1);
  }

  private static String scrape(URI metrics) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void aScopeThatIsNeverAttachedTellsNobody() {
    scope().finish();
    scope().close();
    assertThat(recorder.finished).isZero();
    assertThat(recorder.runs).isEmpty();
  }
}
