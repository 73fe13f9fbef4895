// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.Infoscope;
import dev.infoscope.InfoscopeBuilder;
import dev.infoscope.dl4j.Recorder;
import dev.infoscope.dl4j.RepeatableTraining.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One training with one fault. */
final class Trial implements Closeable {
  static final String RUN = "campaign";

  /** No try may take longer; what may wait has deadlines far below. */
  private static final long LIMIT_SECONDS = 60;

  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Map<Host, Outcome> WITHOUT = new ConcurrentHashMap<>();

  /** Something that may fail. */
  interface Action {
    void run() throws Exception;
  }

  final SplittableRandom random;
  final Path folder;
  final Host host;
  final boolean synchronous;
  final Recorder recorder = new Recorder();
  final InfoscopeBuilder builder;
  private final List<Closeable> opened = new ArrayList<>();
  private final int epochOfEvent;
  private Action event = () -> {};
  private Action before = () -> {};
  private int epochs;
  private boolean flush = true;
  private boolean interrupted;
  private @Nullable Exception failedEvent;
  private @Nullable Infoscope scope;

  Trial(SplittableRandom random, Path folder, Host host, boolean synchronous) {
    this.random = random;
    this.folder = folder;
    this.host = host;
    this.synchronous = synchronous;
    this.epochOfEvent = random.nextInt(2, Host.EPOCHS - 1);
    this.builder =
        Infoscope.builder()
            .probe(host.data())
            .run(RUN)
            .sink(recorder)
            .without("flow", "conductance", "relay", "neurons")
            .closeWithin(CLOSE)
            .budget(1);
    host.configure(builder);
    if (synchronous) {
      builder.synchronous();
    }
  }

  /** The first call that fails: a training that waits gives every one, others perhaps a single. */
  int drawnCall() {
    return synchronous ? random.nextInt(1, 4) : 1;
  }

  /** Happens at the end of an epoch, on the thread that trains. */
  void atAnEpoch(Action action) {
    event = action;
  }

  /** Happens when the scope is built, before training. */
  void beforeTraining(Action action) {
    before = action;
  }

  /** Nobody waits for the analysis, as it does not end. */
  void withoutFlush() {
    flush = false;
  }

  <T extends Closeable> T open(T resource) {
    opened.add(resource);
    return resource;
  }

  Infoscope scope() {
    assertThat(scope).isNotNull();
    return scope;
  }

  /** Whether the thread that trained was interrupted when it was done. */
  boolean endedInterrupted() {
    return interrupted;
  }

  /** Trains, and compares with training alone. */
  void run() throws Exception {
    Outcome without =
        WITHOUT.computeIfAbsent(host, each -> within(() -> each.train(null, () -> {})));
    scope = builder.build();
    before.run();
    Outcome with = within(this::train);
    if (failedEvent != null) {
      throw failedEvent;
    }
    assertThat(with.parameters()).containsExactly(without.parameters());
    assertThat(with.updaterState()).containsExactly(without.updaterState());
    if (flush) {
      within(() -> done(scope()::flush));
    }
  }

  private Outcome train() {
    Outcome outcome = host.train(scope, this::epochEnded);
    interrupted = Thread.interrupted();
    return outcome;
  }

  private void epochEnded() {
    epochs++;
    if (epochs == epochOfEvent) {
      try {
        event.run();
      } catch (Exception e) {
        failedEvent = e;
      }
    }
  }

  void closeScope() {
    within(() -> done(scope()::close));
  }

  /** What was counted, by part. */
  Map<String, Long> failures() {
    return recorder.lastHealth().failures();
  }

  /** Reports came in spite of it, the last of them from the last epoch. */
  void reports() {
    assertThat(recorder.reports).isNotEmpty();
    assertThat(recorder.last().moment().epoch()).isEqualTo(Host.EPOCHS);
  }

  /** Either way the last word on how the instrument is doing has come. */
  void reportsOrFailures() {
    closeScope();
    assertThat(recorder.health).isNotEmpty();
  }

  static Object done(Runnable work) {
    work.run();
    return work;
  }

  /** On a thread of its own, so that whatever hangs is told from what is slow. */
  static <T> T within(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "host");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      StringBuilder at = new StringBuilder();
      for (StackTraceElement frame : thread.getStackTrace()) {
        at.append("\n  at ").append(frame);
      }
      throw new AssertionError("the host was harmed, or waited too long" + at, e);
    }
  }

  @Override
  public void close() throws IOException {
    ArmedTanH.failure = null;
    SwitchedLogs.silence();
    if (scope != null) {
      closeScope();
    }
    for (Closeable each : opened) {
      each.close();
    }
  }
}
