// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Reading;
import dev.infoscope.monitor.Mailbox.Sample;
import dev.infoscope.network.Snapshot;
import dev.infoscope.report.DerivedReadings;
import dev.infoscope.report.RecalledReadings;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunMetrics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The analysis: one daemon thread of low priority that takes samples from the mailbox, examines,
 * measures and reports. However it ends, nobody waits for it any more, and the end is counted and
 * told.
 */
final class AnalysisThread {
  static final String PART = "analysis";

  private final MonitorSettings settings;
  private final Mailbox mailbox;
  private final EventCounters counters;
  private final Guard guard;
  private final Log log;
  private final SinkThreads sinks;
  private final RunLog runLog;
  private final MeasureRunner runner;
  private DerivedReadings derived;
  private volatile @Nullable Thread thread;
  private volatile @Nullable PendingReport pending;
  private volatile boolean off;
  private volatile boolean resting;
  private volatile boolean cancelled;
  private boolean toldOfRests;

  AnalysisThread(
      MonitorSettings settings,
      Mailbox mailbox,
      EventCounters counters,
      Guard guard,
      Log log,
      SinkThreads sinks,
      RunLog runLog) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.counters = counters;
    this.guard = guard;
    this.log = log;
    this.sinks = sinks;
    this.runLog = runLog;
    this.runner = new MeasureRunner(settings.measures(), counters, guard, log, () -> cancelled);
    this.derived = new DerivedReadings(settings.drift());
  }

  /** Whether nothing will be analysed any more. */
  boolean isOff() {
    return off;
  }

  /** Whether the analysis waits for its allowance, not for itself. */
  boolean isResting() {
    return resting;
  }

  /** Whether the caller is the analysis itself, which cannot wait for its own end. */
  boolean isCaller() {
    return Thread.currentThread() == thread;
  }

  /**
   * Starts the thread for a network.
   *
   * @throws Error if there is no room for a thread; then the analysis is off
   */
  void start(Run wanted, ObservedModel observed) {
    Run run = admitted(wanted);
    Thread started = Threads.daemon("infoscope-" + run.name(), () -> live(run, observed));
    thread = started;
    try {
      started.start();
    } catch (Throwable refused) {
      end(refused);
      throw refused;
    }
  }

  /** The network cannot be examined: the sinks still learn about the run and its failures. */
  void giveUp(Run wanted, Throwable refusal) {
    off = true;
    sinks.begin(admitted(wanted));
    end(refusal);
  }

  private Run admitted(Run wanted) {
    Run run = sinks.admit(wanted);
    if (!run.equals(wanted)) {
      log.warn(
          String.format(
              Locale.ROOT,
              "Infoscope: a run %s is under way where this one reports to, so this one is called"
                  + " %s",
              wanted.name(),
              run.name()),
          null);
    }
    return run;
  }

  private void live(Run run, ObservedModel observed) {
    @Nullable Throwable failed = null;
    try {
      sinks.begin(run);
      sinks.health();
      failed = guard.tryOut("attach", observed::tryOut);
      if (failed == null) {
        guard.run("log", () -> runLog.watching(run, observed));
        work(run, observed);
      }
    } catch (Throwable failure) {
      failed = failure;
      guard.report(PART, failure);
    } finally {
      end(failed);
    }
  }

  /** Nothing is analysed any more, because of a failure if there is one. */
  private void end(@Nullable Throwable failure) {
    off = true;
    mailbox.end(); // first: it cannot fail, and nobody waits any more
    guard.run(
        PART,
        () -> {
          if (failure != null) {
            counters.unwatched(FailureCopy.words(failure));
            if (mailbox.drop()) {
              counters.skipped(SkipReason.OFF);
            }
            runner.names().forEach(name -> counters.measure(name, false));
          }
          sinks.health();
        });
  }

  private void work(Run run, ObservedModel observed) {
    BudgetThrottle throttle = new BudgetThrottle(settings.budget(), System.nanoTime());
    for (Sample sample = next(observed); sample != null; sample = next(observed)) {
      long cpu = cpuNanos();
      analyse(run, observed, sample);
      long rest = throttle.spend(cpuNanos() - cpu + sinks.cpuNanos(), System.nanoTime());
      resting = rest > 0;
      mailbox.finished(sample.ticket());
      rest(rest);
    }
  }

  /** The next sample, whoever interrupts this thread; null once closed. */
  private @Nullable Sample next(ObservedModel observed) {
    while (!cancelled) {
      try {
        return mailbox.take(observed::receive);
      } catch (InterruptedException byTheHost) {
        interrupted(byTheHost);
      }
    }
    return null;
  }

  private void interrupted(InterruptedException byTheHost) {
    if (!cancelled) {
      guard.report(PART, byTheHost); // no reason to stop, but one to be seen
      sinks.health();
    }
  }

  private void analyse(Run run, ObservedModel observed, Sample sample) {
    forgetInterruption();
    try {
      examine(run, observed, sample);
    } catch (Throwable failure) {
      if (cancelled) {
        counters.skipped(SkipReason.CLOSED);
      } else {
        guard.report("examination", failure);
      }
    }
    pending = null;
    sinks.health();
    forgetInterruption();
  }

  /** Interruptions by the host, or of a measure by itself, are not meant for what comes next. */
  private void forgetInterruption() {
    if (!cancelled) {
      Thread.interrupted();
    }
  }

  private void examine(Run run, ObservedModel observed, Sample sample) {
    long cpu = cpuNanos();
    Snapshot snapshot = observed.examine(sample.moment());
    PendingReport made = new PendingReport(run, sample.moment(), sample.lap(), runner.names());
    pending = made;
    try {
      runner.measure(snapshot, made, observed::skipped);
    } finally {
      observed.clear();
    }
    report(made, cpuNanos() - cpu);
  }

  /**
   * Publishes a draft, unless somebody else has. Who comes second waits for the first, so that the
   * sinks are not closed in between.
   */
  private void report(PendingReport made, long cpu) {
    synchronized (made) {
      if (!made.take()) {
        return;
      }
      if (cancelled && made.isEmpty()) {
        counters.skipped(SkipReason.CLOSED);
        return;
      }
      sinks.publish(made.report(more(made, cpu)));
      runLog.reported(made.moment(), made.skipped());
    }
  }

  /** Readings that no measure takes: drift, and what the analysis costs. */
  private List<Reading> more(PendingReport made, long cpu) {
    List<Reading> more = new ArrayList<>();
    guard.run(
        "drift", () -> more.addAll(derived.read(made.moment(), made.readings(), made.skipped())));
    more.add(overhead("training", made.lap().share()));
    more.add(overhead("analysis", (double) cpu / made.lap().nanos()));
    return more;
  }

  /** Called between two samples, and so are {@link #recall}s; the mailbox makes it visible. */
  void forget() {
    derived = new DerivedReadings(settings.drift());
  }

  /** Takes in what was read before. */
  void recall(RecalledReadings earlier) {
    guard.run("drift", () -> derived.read(earlier.moment(), earlier.readings(), Map.of()));
  }

  private void rest(long nanos) {
    if (nanos > 0 && !toldOfRests && !settings.synchronous()) {
      toldOfRests = true;
      log.info(
          "Infoscope: to examine every epoch would take more than "
              + Math.round(100 * settings.budget().share())
              + " % of a processor, so some are left out; budget(1) examines all");
    }
    try {
      mailbox.rest(nanos);
    } catch (InterruptedException byTheHost) {
      interrupted(byTheHost);
    }
    resting = false;
  }

  private static Reading overhead(String thread, double share) {
    return new Reading(
        RunMetrics.OVERHEAD,
        null,
        Map.of("thread", thread),
        share,
        Uncertainty.of(1, Double.NaN),
        Set.of());
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /**
   * Waits for the last analysis; when its time is up it is cancelled, and given a little more to
   * report what is finished.
   */
  void awaitEnd(Deadline patience, Deadline grace) throws InterruptedException {
    if (!join(patience)) {
      cancel();
      join(grace);
    }
  }

  /** Whether the thread has ended, or is the caller's own. */
  private boolean join(Deadline deadline) throws InterruptedException {
    Thread running = thread;
    if (running == null || isCaller()) {
      return true;
    }
    if (!deadline.isOver()) {
      running.join(deadline.leftMillis());
    }
    return !running.isAlive();
  }

  private void cancel() {
    Thread running = thread;
    cancelled = true;
    if (running != null) {
      running.interrupt();
    }
  }

  /**
   * Ends the analysis without waiting. If it is at work, what is finished is reported now, and
   * whatever it still finds is left out.
   *
   * @param overdue whether it has had its time, and so has failed
   */
  void abandon(boolean overdue) {
    Thread running = thread;
    PendingReport made = pending;
    if (running == null || isCaller() || !running.isAlive()) {
      return;
    }
    cancel();
    if (overdue) {
      guard.report(PART, new TimeoutException("the last analysis did not end in time"));
    }
    if (made != null) {
      guard.run(PART, () -> report(made, 0));
    }
  }
}
