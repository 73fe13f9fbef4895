// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.measure.Findings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What goes wrong, where, and how it must be counted. */
enum Fault {
  MEASURE_THROWS(Seam.MEASURE, Wait.DRAWN, t -> odd(t, new IllegalStateException()), odd()),
  MEASURE_WITHOUT_MESSAGE(Seam.MEASURE, Wait.DRAWN, t -> odd(t, new Silent()), odd()),
  MEASURE_RECURSES(Seam.MEASURE, Wait.DRAWN, t -> odd(t, new StackOverflowError()), odd()),
  MEASURE_LACKS_A_CLASS(Seam.MEASURE, Wait.DRAWN, t -> odd(t, new NoClassDefFoundError()), odd()),
  MEASURE_GIVES_NULL(Seam.MEASURE, Wait.DRAWN, t -> odd(t, () -> null), odd()),
  MEASURE_INTERRUPTS_ITSELF(
      Seam.MEASURE, Wait.DRAWN, t -> odd(t, Fault::interruptItself), Trial::reports),
  MEASURE_HANGS(
      Seam.MEASURE,
      Wait.NEVER,
      t -> {
        odd(t, Fault::hang);
        t.withoutFlush();
      },
      t -> {
        t.closeScope();
        assertThat(t.recorder.lastHealth().failures()).isNotEmpty();
      }),

  SINK_THROWS_AT_BEGIN(
      Seam.SINK, Wait.DRAWN, t -> sink(t, FaultySink.Call.BEGIN, thrown()), sunk()),
  SINK_THROWS_ALWAYS(
      Seam.SINK, Wait.DRAWN, t -> sink(t, FaultySink.Call.PUBLISH, thrown()), sunk()),
  SINK_THROWS_ERRORS(
      Seam.SINK,
      Wait.DRAWN,
      t ->
          sink(
              t,
              FaultySink.Call.PUBLISH,
              () -> {
                throw new LinkageError();
              }),
      sunk()),
  SINK_HANGS_AT_BEGIN(Seam.SINK, Wait.DRAWN, t -> sink(t, FaultySink.Call.BEGIN, late()), sunk()),
  SINK_HANGS(Seam.SINK, Wait.DRAWN, t -> sink(t, FaultySink.Call.PUBLISH, late()), sunk()),
  SINK_HANGS_WHEN_TOLD(Seam.SINK, Wait.DRAWN, t -> sink(t, FaultySink.Call.UPDATE, late()), sunk()),
  SINK_INTERRUPTS_ITSELF(
      Seam.SINK,
      Wait.DRAWN,
      t -> sink(t, FaultySink.Call.PUBLISH, () -> Thread.currentThread().interrupt()),
      Trial::reports),

  REGISTRY_DENIES(Seam.REGISTRY, Wait.DRAWN, Registries::denies, counted("sink:MeterSink")),
  REGISTRY_IS_CLOSED(Seam.REGISTRY, Wait.DRAWN, Registries::isClosed, counted("sink:MeterSink")),
  REGISTRY_THROWS(Seam.REGISTRY, Wait.DRAWN, Registries::throwsAlways, counted("sink:MeterSink")),
  REGISTRY_IS_FULL(Seam.REGISTRY, Wait.DRAWN, Registries::isFull, counted("sink:MeterSink")),
  REGISTRY_CLOSES_LATER(Seam.REGISTRY, Wait.ALWAYS, Registries::closesLater, Trial::reports),

  LOG_THROWS(Seam.LOGGER, Wait.DRAWN, t -> log(t, new IllegalStateException()), odd()),
  LOG_RECURSES(Seam.LOGGER, Wait.DRAWN, t -> log(t, new StackOverflowError()), odd()),
  LOG_HANGS(
      Seam.LOGGER,
      Wait.DRAWN,
      t -> {
        odd(t, new IllegalStateException());
        SwitchedLogs.hand(text -> pause());
      },
      odd()),

  TRAINING_IS_INTERRUPTED(
      Seam.INTERRUPTS,
      Wait.DRAWN,
      t -> t.atAnEpoch(() -> Thread.currentThread().interrupt()),
      t -> assertThat(t.endedInterrupted()).isTrue()) {
    @Override
    Host host(SplittableRandom random) {
      return Host.HAND_WRITTEN_LOOP; // DL4J's own iterators do not survive an interruption
    }
  },
  ANALYSIS_IS_INTERRUPTED(
      Seam.INTERRUPTS, Wait.DRAWN, t -> t.atAnEpoch(Interruptions::ofAnalysis), Trial::reports),
  FLUSH_IS_INTERRUPTED(Seam.INTERRUPTS, Wait.DRAWN, t -> {}, Interruptions::ofFlush),
  CLOSE_IS_INTERRUPTED(Seam.INTERRUPTS, Wait.DRAWN, t -> {}, Interruptions::ofClose),

  NATIVE_MEMORY_IS_GONE(
      Seam.NATIVE_CODE,
      Wait.DRAWN,
      t -> armed(t, () -> new OutOfMemoryError("Cannot allocate new FloatPointer(1000000)")),
      Fault::examined),
  NATIVE_CODE_THROWS(
      Seam.NATIVE_CODE,
      Wait.DRAWN,
      t -> armed(t, () -> new IllegalStateException("Op failed")),
      Fault::examined),
  NATIVE_LIBRARY_IS_GONE(
      Seam.NATIVE_CODE,
      Wait.DRAWN,
      t -> armed(t, () -> new UnsatisfiedLinkError("no jnind4jcpu")),
      Fault::examined),

  HISTORY_FOLDER_IS_MISSING(Seam.FILES, Wait.DRAWN, Histories::withoutFolder, Histories::counted),
  HISTORY_IS_A_FOLDER(Seam.FILES, Wait.DRAWN, Histories::asFolder, Histories::counted),
  HISTORY_IS_FOREIGN(Seam.FILES, Wait.DRAWN, Histories::foreign, Histories::counted),
  HISTORY_IS_LOCKED(Seam.FILES, Wait.DRAWN, Histories::locked, Histories::counted),
  HISTORY_IS_DELETED(Seam.FILES, Wait.ALWAYS, Histories::deleted, Histories::countedAndReadable),
  HISTORY_IS_CUT(Seam.FILES, Wait.ALWAYS, Histories::cut, Histories::countedAndReadable),
  HISTORY_IS_RENAMED(Seam.FILES, Wait.ALWAYS, Histories::renamed, Histories::countedAndReadable),

  GATEWAY_REFUSES(Seam.GATEWAY, Wait.DRAWN, Gateways::refuses, counted("sink:PushSink")),
  GATEWAY_FAILS(Seam.GATEWAY, Wait.DRAWN, Gateways::fails, counted("sink:PushSink")),
  GATEWAY_DRIPS(Seam.GATEWAY, Wait.DRAWN, Gateways::drips, counted("sink:PushSink")),
  GATEWAY_SAYS_NOTHING(Seam.GATEWAY, Wait.DRAWN, Gateways::saysNothing, counted("sink:PushSink")),

  PORT_IS_TAKEN(Seam.SERVER, Wait.DRAWN, Ports::taken, counted("endpoint")),
  HEADS_ARE_HALF_SENT(Seam.SERVER, Wait.DRAWN, Ports::halfHeads, Ports::scrapedAndUnharmed),
  BYTES_ARE_RANDOM(Seam.SERVER, Wait.DRAWN, Ports::randomBytes, Ports::scrapedAndUnharmed),
  CONNECTIONS_ARE_MANY(Seam.SERVER, Wait.DRAWN, Ports::manyConnections, Ports::scrapedAndUnharmed),

  READER_NEVER_READS(Seam.BROWSER, Wait.DRAWN, Ports::slowReaders, Ports::scrapedAndUnharmed),
  READER_LEAVES(Seam.BROWSER, Wait.DRAWN, Ports::leavingReaders, Ports::scrapedAndUnharmed),
  READER_ASKS_ODDLY(Seam.BROWSER, Wait.DRAWN, Ports::oddReaders, Ports::scrapedAndUnharmed);

  /** Whether training waits for every snapshot. */
  private enum Wait {
    ALWAYS,
    NEVER,
    DRAWN
  }

  /** Something done to a trial, or asked of it. */
  interface Step {
    void on(Trial trial) throws Exception;
  }

  /** A failure whose message fails too. */
  private static final class Silent extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private final Seam seam;
  private final Wait wait;
  private final Step inject;
  private final Step verify;

  Fault(Seam seam, Wait wait, Step inject, Step verify) {
    this.seam = seam;
    this.wait = wait;
    this.inject = inject;
    this.verify = verify;
  }

  Seam seam() {
    return seam;
  }

  boolean synchronous(SplittableRandom random) {
    return wait == Wait.ALWAYS || wait == Wait.DRAWN && random.nextBoolean();
  }

  Host host(SplittableRandom random) {
    return seam == Seam.NATIVE_CODE
        ? Host.CUSTOM_ACTIVATION
        : Host.values()[random.nextInt(Host.values().length)];
  }

  void inject(Trial trial) throws Exception {
    inject.on(trial);
  }

  void verify(Trial trial) throws Exception {
    verify.on(trial);
  }

  private static void odd(Trial trial, FaultyMeasure.Step step) {
    trial.builder.measure(new FaultyMeasure(trial.drawnCall(), step));
  }

  private static void odd(Trial trial, Throwable failure) {
    odd(
        trial,
        () -> {
          throw failure;
        });
  }

  private static Step odd() {
    return counted(FaultyMeasure.NAME);
  }

  private static Findings interruptItself() {
    Thread.currentThread().interrupt();
    return Findings.of(List.of());
  }

  /** Ends when it is interrupted, and not before. */
  private static Findings hang() throws InterruptedException {
    while (true) {
      Thread.sleep(1000);
    }
  }

  private static void sink(Trial trial, FaultySink.Call call, Trial.Action action) {
    trial.builder.sink(new FaultySink(call, action));
  }

  private static Trial.Action thrown() {
    return () -> {
      throw new IllegalStateException("sink failed");
    };
  }

  private static Trial.Action late() {
    return () -> Thread.sleep(60_000); // the deadline interrupts it
  }

  private static Step sunk() {
    return trial -> {
      trial.closeScope();
      assertThat(trial.failures().get(FaultySink.PART)).isPositive();
    };
  }

  private static void log(Trial trial, Throwable failure) {
    odd(trial, new IllegalStateException());
    SwitchedLogs.hand(
        text -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  private static void pause() {
    LockSupport.parkNanos(10_000_000_000L);
  }

  private static void armed(Trial trial, Supplier<Throwable> failure) {
    trial.atAnEpoch(() -> ArmedTanH.failure = failure);
  }

  /** A failure may come before the first snapshot or in one. */
  private static void examined(Trial trial) {
    trial.reportsOrFailures();
    long attach = trial.failures().getOrDefault("attach", 0L);
    assertThat(attach + trial.failures().getOrDefault("examination", 0L)).isPositive();
  }

  static Step counted(String part) {
    return trial -> {
      trial.reportsOrFailures();
      assertThat(trial.failures().get(part)).as("failures of " + part).isPositive();
    };
  }
}
