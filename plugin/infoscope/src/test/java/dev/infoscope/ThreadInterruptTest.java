// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Hosts that interrupt threads: their own, and ours. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadInterruptTest {
  private static final DataSet DATA = Examples.flat(60, 1);

  private final Recorder recorder = new Recorder();
  private final MultiLayerNetwork network = Networks.denseWithDropout();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  /** Where a thread of the host's waits. */
  enum Wait {
    TRAINING(true, scope -> {}),
    FLUSH(false, Infoscope::flush),
    CLOSE(false, Infoscope::close);

    private final boolean synchronous;
    private final Consumer<Infoscope> call;

    Wait(boolean synchronous, Consumer<Infoscope> call) {
      this.synchronous = synchronous;
      this.call = call;
    }
  }

  @AfterEach
  void letGo() {
    go.countDown();
  }

  /** Waits to be released, once. */
  private final class Slow implements Measure {
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

  @ParameterizedTest
  @EnumSource
  @Tried(value = "interrupting whoever waits for the analysis", area = Area.TRAINING)
  void anInterruptionEndsTheWaitAndIsKept(Wait wait) throws Exception {
    InfoscopeBuilder builder = Infoscope.builder().probe(DATA).sink(recorder).measure(new Slow());
    Infoscope scope = (wait.synchronous ? builder.synchronous() : builder).build();
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    Thread host =
        new Thread(
            () -> {
              scope.sample(network, 1);
              wait.call.accept(scope);
              kept.complete(Thread.currentThread().isInterrupted());
            });
    host.start();
    started.await();
    host.interrupt();
    assertThat(kept.get(60, TimeUnit.SECONDS)).isTrue();
    go.countDown();
    scope.close();
    while (recorder.closed == 0) {
      Thread.sleep(5); // an interrupted close goes on without its caller
    }
    assertThat(recorder.reports.size() + recorder.lastHealth().skipped().get("closed"))
        .isEqualTo(1);
  }

  @Test
  void anInterruptedCloseStillClosesTheSinks() throws Exception {
    Infoscope scope = Infoscope.builder().probe(DATA).sink(recorder).serve(0).build();
    scope.sample(network, 1);
    Thread.currentThread().interrupt();
    scope.close();
    assertThat(Thread.interrupted()).isTrue();
    while (recorder.closed == 0) {
      Thread.sleep(5);
    }
  }

  private static Thread analysis(String run) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("infoscope-" + run))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tried(value = "interrupting the analysis thread, idle and at work", area = Area.FAILURES)
  void anInterruptedAnalysisGoesOn() throws Exception {
    String run = "interrupted-analysis";
    try (Infoscope scope =
        Infoscope.builder().run(run).probe(DATA).sink(recorder).measure(new Slow()).build()) {
      scope.attach(network);
      Thread analysis = analysis(run);
      while (counted("analysis") == 0) {
        analysis.interrupt();
        Thread.sleep(5);
      }
      scope.sample(network, 1);
      started.await();
      analysis.interrupt();
      scope.flush(); // the measure has ended, for nothing else ends it
      go.countDown();
      scope.sample(network, 2);
      scope.flush();
      assertThat(analysis.isAlive()).isTrue();
    }
    assertThat(recorder.reports).hasSize(2);
    assertThat(counted("slow")).isEqualTo(1);
  }

  private long counted(String part) {
    return recorder.health.isEmpty() ? 0 : recorder.lastHealth().failures().getOrDefault(part, 0L);
  }
}
