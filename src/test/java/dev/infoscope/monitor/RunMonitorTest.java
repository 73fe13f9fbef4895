// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.Provenance;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.safety.Tried;
import dev.infoscope.safety.Tried.Area;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instrument whose network is a number. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunMonitorTest {
  private final Recorder recorder = new Recorder();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger freed = new AtomicInteger();

  /** A sink that remembers. */
  private static final class Recorder implements ReportSink {
    private final List<EpochReport> reports = new CopyOnWriteArrayList<>();
    private final List<Health> health = new CopyOnWriteArrayList<>();

    @Override
    public void publish(EpochReport report) {
      reports.add(report);
    }

    @Override
    public void update(Health now) {
      health.add(now);
    }

    private Health lastHealth() {
      return health.get(health.size() - 1);
    }
  }

  /** Keeps every message. */
  private record Told(List<String> told) implements Log {
    @Override
    public void info(String message) {
      told.add(message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      told.add(message);
    }

    @Override
    public void debug(String message, @Nullable Throwable cause) {
      told.add(message);
    }
  }

  /** Finds nothing. */
  private record Idle(String name) implements Measure {
    @Override
    public Findings measure(Snapshot snapshot) {
      return new Findings(List.of(), List.of());
    }
  }

  /** A network of one number: the epoch of which it was copied. */
  private static class Numbered implements ObservedModel {
    private final AtomicInteger training = new AtomicInteger();
    private int received;

    Moment copy(int epoch) {
      training.set(epoch);
      return new Moment(epoch, 0, Instant.EPOCH, 0.5);
    }

    @Override
    public void tryOut() throws Exception {}

    @Override
    public void receive() {
      received = training.get();
    }

    @Override
    public Snapshot examine(Moment moment) {
      assertThat(received).isEqualTo(moment.epoch());
      return new Snapshot(moment, new int[] {0, 1}, 2, null, List.of(), List.of(), null);
    }

    @Override
    public Map<String, String> skipped() {
      return Map.of();
    }

    @Override
    public String inWords() {
      return "1 layers (number) on 2 probe rows";
    }

    @Override
    public void clear() {}
  }

  private MonitorSettings settings(boolean synchronous) {
    return new MonitorSettings(
        new Run("instrument", "", 0, new Provenance("test", Map.of(), 1, 1, 1, 2, 2, "hash")),
        new Schedule(1, 0, 0),
        List.of(new Idle("idle")),
        null,
        List.of(recorder),
        new CpuBudget(1, Duration.ZERO),
        synchronous,
        Duration.ofSeconds(30));
  }

  private RunMonitor runMonitor(boolean synchronous) {
    return new RunMonitor(settings(synchronous), new Told(told), freed::incrementAndGet);
  }

  private static void sample(RunMonitor runMonitor, Numbered network, int epoch) {
    runMonitor.callback(() -> runMonitor.offer(() -> network.copy(epoch)));
  }

  @Test
  void whatIsNoNetworkOfDl4jIsExaminedAndReported() {
    RunMonitor runMonitor = runMonitor(true);
    Numbered network = new Numbered();
    assertThat(runMonitor.hasSamples()).isFalse();
    runMonitor.start(settings(true).named("numbered"), network);
    for (int epoch = 1; epoch <= 3; epoch++) {
      sample(runMonitor, network, epoch);
    }
    runMonitor.close(() -> {});
    assertThat(runMonitor.hasSamples()).isTrue();
    assertThat(recorder.reports)
        .extracting(report -> report.moment().epoch())
        .containsExactly(1, 2, 3);
    assertThat(recorder.reports).allMatch(report -> report.run().model().equals("numbered"));
    assertThat(recorder.lastHealth().failures().values()).containsOnly(0L);
    assertThat(freed).hasValue(1);
  }

  @Test
  void aSampleThatNobodyHasReadIsReplacedAndCounted() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Numbered network =
        new Numbered() {
          @Override
          public Snapshot examine(Moment moment) {
            busy.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return super.examine(moment);
          }
        };
    RunMonitor runMonitor = runMonitor(false);
    runMonitor.start(settings(false).run(), network);
    sample(runMonitor, network, 1);
    busy.await();
    sample(runMonitor, network, 2);
    sample(runMonitor, network, 3);
    free.countDown();
    runMonitor.flush();
    runMonitor.close(() -> {});
    assertThat(recorder.reports)
        .extracting(report -> report.moment().epoch())
        .containsExactly(1, 3);
    assertThat(recorder.lastHealth().skipped()).containsEntry(SkipReason.BUSY.label(), 1L);
    assertThat(recorder.lastHealth().snapshots()).isEqualTo(3);
  }

  @Test
  void aCallbackThatThrowsIsCountedAndReturns() {
    RunMonitor runMonitor = runMonitor(true);
    runMonitor.start(settings(true).run(), new Numbered());
    runMonitor.callback(
        () -> {
          throw new StackOverflowError();
        });
    runMonitor.close(() -> {});
    assertThat(recorder.lastHealth().failures()).containsEntry(RunMonitor.LISTENER, 1L);
    assertThat(recorder.reports).isEmpty();
  }

  @Test
  void nothingIsCopiedOnceClosed() {
    RunMonitor runMonitor = runMonitor(true);
    Numbered network = new Numbered();
    runMonitor.start(settings(true).run(), network);
    runMonitor.close(() -> {});
    sample(runMonitor, network, 1);
    assertThat(runMonitor.offer(() -> network.copy(2))).isEqualTo(Offer.NONE);
    assertThat(network.training).hasValue(0);
  }

  /** Dies of something when the analysis takes the sample over. */
  private static final class Mortal extends Numbered {
    private final Class<? extends Throwable> cause;

    private Mortal(Class<? extends Throwable> cause) {
      this.cause = cause;
    }

    @Override
    public void receive() {
      try {
        RunMonitorTest.<RuntimeException>sneak(cause.getConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        OutOfMemoryError.class,
        StackOverflowError.class,
        InternalError.class,
        ThreadDeath.class
      })
  @Tried(value = "an analysis thread that dies", area = Area.FAILURES)
  void nobodyWaitsForADeadAnalysis(Class<? extends Throwable> cause) {
    RunMonitor runMonitor = runMonitor(true);
    Mortal network = new Mortal(cause);
    assertThat(runMonitor.offer(() -> network.copy(1))).isEqualTo(new Offer(1, false));
    runMonitor.start(settings(true).run(), network);
    runMonitor.flush();
    assertThat(runMonitor.isOff()).isTrue();
    assertThat(runMonitor.offer(() -> network.copy(2)).isTaken())
        .as("nothing is taken any more")
        .isFalse();
    runMonitor.close(() -> {});
    assertThat(recorder.lastHealth().failures()).containsEntry("analysis", 1L);
    assertThat(recorder.lastHealth().active()).containsEntry("idle", false);
    assertThat(recorder.lastHealth().skipped())
        .containsEntry(SkipReason.OFF.label(), 1L)
        .containsEntry(SkipReason.CLOSED.label(), 1L);
    assertThat(told).filteredOn(text -> text.contains("analysis failed")).hasSize(1);
  }
}
