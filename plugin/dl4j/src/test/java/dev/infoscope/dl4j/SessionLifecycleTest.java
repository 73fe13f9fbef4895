// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.monitor.CpuBudget;
import dev.infoscope.monitor.Log;
import dev.infoscope.monitor.MonitorSettings;
import dev.infoscope.monitor.Schedule;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Logs that fail, sessions that are forgotten. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionLifecycleTest {
  private static final DataSet DATA = Examples.flat(60, 1);
  private static final int EPOCHS = 4;

  /** Threads that end a session; the second waits for the log. */
  private static final Set<String> CLOSING = Set.of("infoscope-life", "infoscope-close");

  private final Recorder recorder = new Recorder();

  /** How a log fails. */
  enum LogFailure {
    EXCEPTION {
      @Override
      void fail() {
        throw new IllegalStateException("appender failed");
      }
    },
    ERROR {
      @Override
      void fail() {
        throw new StackOverflowError();
      }
    },
    HANG {
      @Override
      void fail() {
        while (true) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    };

    abstract void fail();
  }

  /** A log that does with every message what it is told to. */
  private record TestLog(Consumer<String> reader) implements Log {
    @Override
    public void info(String message) {
      reader.accept(message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      reader.accept(message);
    }

    @Override
    public void debug(String message, @Nullable Throwable cause) {
      reader.accept(message);
    }
  }

  private Settings settings(boolean synchronous, List<String> layers, Measure... measures) {
    Probe probe = Probe.of(DATA.toMultiDataSet(), null, 2000, 1);
    Provenance provenance =
        new Provenance("test", Map.of(), 1, 1, 1, probe.examples(), probe.classes(), probe.hash());
    return new Settings(
        probe,
        layers,
        new MonitorSettings(
            new Run("life", "", 0, provenance),
            new Schedule(1, 0, 0),
            List.of(measures),
            null,
            List.of(recorder),
            new CpuBudget(1, Duration.ZERO),
            synchronous,
            Duration.ofSeconds(30)));
  }

  private static Measure bad() {
    return new Measure() {
      @Override
      public String name() {
        return "bad";
      }

      @Override
      public Findings measure(Snapshot snapshot) {
        throw new IllegalStateException("always");
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  @Tried(value = "a log that fails while the analysis has something to tell", area = Area.TRAINING)
  void aLogThatFailsStopsNeitherTrainingNorAnalysis(LogFailure failure) {
    Session session =
        new Session(settings(true, List.of(), bad()), new TestLog(text -> failure.fail()));
    RepeatableTraining.DROPOUT.train(EPOCHS, session.listener());
    session.close();
    assertThat(recorder.reports).hasSize(EPOCHS);
    assertThat(recorder.lastHealth().failures()).containsEntry("bad", 3L);
    if (failure != LogFailure.HANG) {
      assertThat(recorder.lastHealth().failures().get("log")).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tried(value = "a log that fails on the training thread", area = Area.TRAINING)
  void aLogThatFailsIsNotSeenByTraining(LogFailure failure) {
    Session session =
        new Session(settings(true, List.of("nosuch")), new TestLog(text -> failure.fail()));
    assertThatCode(() -> RepeatableTraining.DROPOUT.train(EPOCHS, session.listener()))
        .doesNotThrowAnyException();
    session.close();
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
    assertThat(recorder.lastHealth().skipped()).containsEntry("off", (long) EPOCHS);
  }

  @Test
  @Tried(value = "a scope that is never closed", area = Area.RESOURCES)
  void aForgottenSessionIsClosedWithOneWarning() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    WeakReference<MultiLayerNetwork> network = forget(told);
    while (recorder.closed == 0 || network.get() != null) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(recorder.reports).hasSize(1);
    Predicate<String> warning = text -> text.contains("was never closed");
    while (threads().stream().anyMatch(CLOSING::contains) || told.stream().noneMatch(warning)) {
      Thread.sleep(5);
    }
    assertThat(told).filteredOn(warning).hasSize(1);
  }

  private WeakReference<MultiLayerNetwork> forget(List<String> told) {
    Session session = new Session(settings(false, List.of()), new TestLog(told::add));
    MultiLayerNetwork network = Networks.denseWithDropout();
    session.attach(network);
    network.fit(DATA);
    session.sample(network, 1);
    session.flush();
    return new WeakReference<>(network);
  }

  @Test
  void anEpochThatCannotBeIsCountedAndNotExamined() {
    List<String> told = new CopyOnWriteArrayList<>();
    MultiLayerNetwork network = Networks.denseWithDropout();
    try (Session session = new Session(settings(true, List.of()), new TestLog(told::add))) {
      session.attach(network);
      network.fit(DATA);
      session.sample(network, -1);
      session.sample(network, 0);
    }
    assertThat(recorder.reports).extracting(report -> report.moment().epoch()).containsExactly(0);
    assertThat(recorder.lastHealth().failures()).containsEntry("listener", 1L);
    assertThat(told).anyMatch(text -> text.contains("epoch (-1) must be >= 0"));
  }

  @Test
  void aSessionIsAliveAsLongAsItsNetwork() throws Exception {
    MultiLayerNetwork network = Networks.denseWithDropout();
    network.addListeners(
        new Session(settings(true, List.of()), new TestLog(text -> {})).listener());
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
    }
    network.fit(new ListDataSetIterator<>(List.of(DATA)), 1);
    assertThat(recorder.reports).hasSize(1);
    assertThat(recorder.closed).isZero();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }
}
