// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining;
import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Sinks that do not come back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingSinkTest {
  private static final DataSet DATA = Examples.flat(60, 1);
  private static final int EPOCHS = 4;

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();
  private final CountDownLatch release = new CountDownLatch(1);

  /** The call that hangs. */
  enum Where {
    DEADLINE,
    LATEST_ONLY,
    DESTINATIONS,
    SHOWN_AT,
    BEGIN,
    PUBLISH,
    UPDATE,
    CLOSE
  }

  @AfterEach
  void letGo() {
    release.countDown();
  }

  /** Hangs in one of its calls, whether it is interrupted or not. */
  private final class Hanging implements ReportSink {
    private final Where where;
    private final List<Integer> published = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    Hanging(Where where) {
      this.where = where;
    }

    private void hang(Where call) {
      while (call == where && release.getCount() > 0) {
        try {
          release.await();
        } catch (InterruptedException e) {
          continue; // as a loop without end, or a file system that does not answer
        }
      }
    }

    @Override
    public Set<Destination> destinations() {
      hang(Where.DESTINATIONS);
      return Set.of();
    }

    @Override
    public String shownAt() {
      hang(Where.SHOWN_AT);
      return "";
    }

    @Override
    public void begin(Run run) {
      hang(Where.BEGIN);
    }

    @Override
    public void publish(EpochReport report) {
      hang(Where.PUBLISH);
      published.add(report.moment().epoch());
    }

    @Override
    public void update(Health health) {
      hang(Where.UPDATE);
    }

    @Override
    public Duration deadline() {
      hang(Where.DEADLINE);
      return Duration.ofMillis(300);
    }

    @Override
    public boolean latestOnly() {
      hang(Where.LATEST_ONLY);
      return false;
    }

    @Override
    public void close() {
      hang(Where.CLOSE);
      closed.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tried(value = "a sink that never returns from one of its calls", area = Area.TRAINING)
  void aSinkThatHangsHoldsUpNeitherTrainingNorTheOthers(Where where) {
    long trained;
    try (Infoscope scope =
        Infoscope.builder()
            .probe(DATA)
            .sink(new Hanging(where))
            .sink(recorder)
            .synchronous()
            .build()) {
      RepeatableTraining.DROPOUT.train(EPOCHS, scope.listener());
      scope.flush();
      assertThat(recorder.reports).hasSize(EPOCHS);
      trained = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - trained)).isLessThan(Duration.ofSeconds(20));
    assertThat(recorder.closed).isEqualTo(1);
    if (where != Where.CLOSE) { // after which nobody is told
      assertThat(recorder.lastHealth().failures().get("sink:Hanging")).isPositive();
    }
  }

  /** From then on it is a sink like others, but that its calls may take ten seconds. */
  @Test
  void aSinkThatDoesNotSayInTimeHowToCallItGetsWhatComesOnceItHas() throws Exception {
    Hanging late = new Hanging(Where.DEADLINE);
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Infoscope scope = Infoscope.builder().probe(DATA).sink(late).synchronous().build()) {
      scope.sample(network, 1);
      assertThat(late.published).isEmpty();
      release.countDown();
      while (late.published.isEmpty()) { // who closes sooner does not wait for a sink so late
        Thread.sleep(5);
      }
      scope.sample(network, 2);
    }
    assertThat(late.published).containsExactly(1, 2);
    assertThat(late.closed.getCount()).isZero();
  }

  @Test
  void aSinkThatCannotSayHowToCallItIsRefusedWithWhatItThrows() {
    Recorder broken =
        new Recorder() {
          @Override
          public boolean latestOnly() {
            throw new IllegalStateException("of the sink");
          }
        };
    assertThatThrownBy(() -> Infoscope.builder().probe(DATA).sink(broken).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of the sink");
  }

  /** Interrupted, it goes on with what comes next, and nothing came before the beginning. */
  @Test
  void aSinkThatDoesNotSayInTimeWhereItReportsToIsInterruptedAndCounted() {
    List<String> calls = new CopyOnWriteArrayList<>();
    Recorder slow =
        new Recorder() {
          @Override
          public Set<Destination> destinations() throws InterruptedException {
            release.await();
            return Set.of();
          }

          @Override
          public String shownAt() {
            calls.add("shown at");
            return "";
          }

          @Override
          public void begin(Run run) {
            calls.add("begin");
            super.begin(run);
          }

          @Override
          public void update(Health health) {
            calls.add("update");
            super.update(health);
          }

          @Override
          public Duration deadline() {
            return Duration.ofMillis(300);
          }
        };
    try (Infoscope scope = Infoscope.builder().probe(DATA).sink(slow).synchronous().build()) {
      RepeatableTraining.DROPOUT.train(EPOCHS, scope.listener());
      scope.flush();
    }
    assertThat(calls).startsWith("shown at", "begin", "update").endsWith("shown at");
    assertThat(slow.reports).hasSize(EPOCHS);
    assertThat(slow.lastHealth().failures()).containsEntry("sink:0", 1L);
  }

  @Test
  void aSinkWithoutADeadlineIsRefusedByName() {
    Recorder without =
        new Recorder() {
          @Override
          @SuppressWarnings("NullAway") // what a careless sink does
          public Duration deadline() {
            return null;
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Infoscope.builder().probe(DATA).sink(without).build())
        .withMessageStartingWith("deadline of sink dev.infoscope.HangingSinkTest$")
        .withMessageEndingWith(" must not be null");
  }

  @Test
  @Tried(value = "a sink that comes back after many epochs", area = Area.FAILURES)
  void aSinkThatComesBackGetsTheNewestInOrderAndTheRestIsCounted() throws Exception {
    Hanging hanging = new Hanging(Where.PUBLISH);
    MultiLayerNetwork network = Networks.denseWithDropout();
    int epochs = 12;
    try (Infoscope scope =
        Infoscope.builder().probe(DATA).sink(hanging).sink(recorder).synchronous().build()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        scope.sample(network, epoch);
      }
      release.countDown();
      while (hanging.published.size() < 9) { // who closes sooner does not wait for a sink so late
        Thread.sleep(5);
      }
    }
    hanging.closed.await();
    assertThat(hanging.published).containsExactly(1, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(recorder.lastHealth().failures())
        .as("one that was late, three that were dropped")
        .containsEntry("sink:Hanging", 4L);
  }

  @Test
  void aSinkThatIsSlowButOnTimeMissesNothing() {
    Recorder slow =
        new Recorder() {
          @Override
          public void publish(EpochReport report) {
            try {
              Thread.sleep(20);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            super.publish(report);
          }
        };
    MultiLayerNetwork network = Networks.denseWithDropout();
    int epochs = 30;
    try (Infoscope scope =
        Infoscope.builder().probe(DATA).sink(slow).sink(recorder).budget(1).build()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        scope.sample(network, epoch);
      }
      scope.flush();
      assertThat(slow.reports).isEqualTo(recorder.reports);
    }
  }

  @Test
  @Tried(value = "a named pipe that nobody reads, in place of a history", area = Area.FILES)
  void aPipeInPlaceOfAHistoryHoldsUpNobody() throws Exception {
    Path pipe = folder.resolve("x.jsonl");
    try (Infoscope scope =
        Infoscope.builder().probe(DATA).history(pipe).sink(recorder).synchronous().build()) {
      Process made = null;
      try {
        made = new ProcessBuilder("mkfifo", pipe.toString()).start(); // build() would refuse it
      } catch (IOException e) {
        Assumptions.abort("no named pipes here");
      }
      Assumptions.assumeTrue(made.waitFor() == 0, "no named pipes here");
      RepeatableTraining.DROPOUT.train(EPOCHS, scope.listener());
      assertThat(recorder.reports).hasSize(EPOCHS);
    }
    assertThat(recorder.lastHealth().failures().get("sink:HistoryFile")).isPositive();
  }

  @Test
  @Tried(value = "a sink that closes the scope in the middle of a report", area = Area.FAILURES)
  void aSinkMayFlushAndCloseTheScope() {
    Infoscope[] scope = new Infoscope[1];
    scope[0] =
        Infoscope.builder()
            .probe(DATA)
            .synchronous()
            .sink(recorder)
            .sink(
                report -> {
                  scope[0].flush();
                  scope[0].close();
                })
            .build();
    RepeatableTraining.DROPOUT.train(EPOCHS, scope[0].listener());
    scope[0].close();
    assertThat(recorder.reports).isNotEmpty();
  }
}
