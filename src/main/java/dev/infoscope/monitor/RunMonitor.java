// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.network.Moment;
import dev.infoscope.report.RecalledReadings;
import dev.infoscope.report.Run;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * All of a run that outlives the callbacks: mailbox, analysis and sinks. It knows nothing of the
 * network and its listener, so that these can be collected although its threads still run.
 * Thread-safe.
 */
public final class RunMonitor {
  /** The part that fails where a callback does. */
  public static final String LISTENER = "listener";

  /** How long somebody waits for an analysis at the most. */
  private static final Duration LONGEST_ANALYSIS = Duration.ofMinutes(10);

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final MonitorSettings settings;
  private final EventCounters counters = new EventCounters();
  private final BackgroundLog log;
  private final Guard guard;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Mailbox mailbox;
  private final SinkThreads sinkThreads;
  private final RunLog runLog;
  private final AnalysisThread analysis;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicBoolean toldOfFinish = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * An instrument without a network; no thread runs before it has one.
   *
   * @param settings what to do
   * @param to a log that may fail or hang
   * @param free frees what samples were copied to, at the end; must not hold the network
   */
  public RunMonitor(MonitorSettings settings, Log to, Runnable free) {
    this.settings = settings;
    this.log = new BackgroundLog(to, () -> counters.failed("log"));
    this.guard = new Guard(counters, log);
    this.mailbox = new Mailbox(free);
    this.sinkThreads = new SinkThreads(settings.run().name(), settings.sinks(), counters, guard);
    this.runLog = new RunLog(settings, log, sinkThreads::shownAt);
    this.analysis =
        new AnalysisThread(settings, mailbox, counters, guard, log, sinkThreads, runLog);
  }

  /** What a callback may do: offer a sample. */
  public interface Sampling {
    /**
     * Takes a sample, if one is due.
     *
     * @return what became of it; {@link Offer#NONE} if none was due
     * @throws Exception if it cannot be taken
     */
    Offer offer() throws Exception;
  }

  /**
   * Runs a callback on the thread that trains: counts what it throws, and measures the time it
   * takes. It does not wait for the analysis, unless the settings say so. Does nothing once closed.
   *
   * @param sampling takes a sample
   */
  public void callback(Sampling sampling) {
    if (isClosed()) {
      return;
    }
    long start = System.nanoTime();
    Offer[] offer = {Offer.NONE};
    guard.run(LISTENER, () -> offer[0] = sampling.offer());
    if (settings.synchronous() && offer[0].isTaken()) {
      await(offer[0].ticket());
    }
    stopwatch.add(System.nanoTime() - start);
  }

  /**
   * Offers a sample to the analysis, and counts what that costs another sample.
   *
   * @param copy copies it, and says of which moment it is; not called once closed
   * @return what became of it
   */
  public Offer offer(Supplier<Moment> copy) {
    counters.taken();
    SkipReason reason =
        analysis.isResting() ? SkipReason.BUDGET : SkipReason.BUSY; // should one be overwritten
    Offer offer = mailbox.put(copy, stopwatch.lap());
    if (!offer.isTaken()) {
      counters.skipped(SkipReason.CLOSED);
    } else if (offer.replaced()) {
      counters.skipped(reason);
    }
    return offer;
  }

  /**
   * Counts a sample that is not even taken.
   *
   * @param reason why
   * @return {@link Offer#NONE}
   */
  public Offer skip(SkipReason reason) {
    counters.skipped(reason);
    return Offer.NONE;
  }

  /**
   * Starts the analysis.
   *
   * @param run as reported to sinks, unless another of that name is under way
   * @param observed what samples are copied from
   * @throws Error if there is no room for a thread; then the analysis is off
   */
  public void start(Run run, ObservedModel observed) {
    stopwatch.lap();
    analysis.start(run, observed);
  }

  /**
   * There will be no analysis, because the network cannot be examined. Sinks still learn about the
   * run and its failures.
   *
   * @param run as reported to sinks
   * @param refusal why it cannot be
   */
  public void giveUp(Run run, Throwable refusal) {
    analysis.giveUp(run, refusal);
  }

  /**
   * Whether nothing will be analysed any more, though the run is not closed.
   *
   * @return true after {@link #giveUp}, and when the analysis has died
   */
  public boolean isOff() {
    return analysis.isOff();
  }

  /**
   * Whether samples have been taken.
   *
   * @return true from the first on
   */
  public boolean hasSamples() {
    return counters.snapshots() > 0;
  }

  /**
   * What keeps failures from the training.
   *
   * @return counts and logs them
   */
  public Guard guard() {
    return guard;
  }

  /**
   * The log, which never fails and waits for nobody.
   *
   * @return writes on a thread of its own
   */
  public Log log() {
    return log;
  }

  /**
   * Whether {@link #close} was called.
   *
   * @return true from its beginning on
   */
  public boolean isClosed() {
    return closed.get();
  }

  /**
   * Waits until every sample taken so far is analysed and every sink has the report, or ten minutes
   * have passed. Nobody waits for an analysis that has ended, nor for a sink that misses its
   * deadline. An interruption ends the wait and is kept.
   */
  public void flush() {
    await(mailbox.lastTicket());
  }

  /**
   * Takes in that another process has measured a snapshot, after everything offered so far, so that
   * measures that rest between epochs are due when they would have been. What was read of it is
   * told by {@link #recall}.
   *
   * @param moment of the snapshot
   */
  public void passOver(Moment moment) {
    flush();
    settings.measures().forEach(measure -> measure.passOver(moment));
  }

  /**
   * Forgets what readings have been held against so far: drift, counts of flags and times between
   * snapshots begin anew, or are told by {@link #recall}. To be called between samples.
   */
  public void forget() {
    flush();
    analysis.forget();
  }

  /**
   * Tells of what another process has read of this run, so that drift, counts of flags and times
   * between snapshots go on where they were; nothing is reported of it. To be called between
   * samples, in the order of training.
   *
   * @param earlier what was read
   */
  public void recall(RecalledReadings earlier) {
    flush();
    analysis.recall(earlier);
  }

  private void await(long ticket) {
    if (analysis.isCaller()) {
      return;
    }
    Deadline deadline = Deadline.in(LONGEST_ANALYSIS);
    try {
      mailbox.awaitFinished(ticket, deadline.leftMillis());
      sinkThreads.await(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits is in a hurry
    }
  }

  /**
   * Training has ended on purpose, so that its end is no crash: sinks are told when the run is
   * closed.
   */
  public void markFinished() {
    finished.set(true);
  }

  /**
   * The same, and sinks are told now: waits as {@link #flush} does, before and after. Does nothing
   * once closed.
   */
  public void finish() {
    if (isClosed()) {
      return;
    }
    markFinished();
    flush();
    tellIfFinished();
    flush();
  }

  private void tellIfFinished() {
    if (finished.get() && toldOfFinish.compareAndSet(false, true)) {
      sinkThreads.finish();
    }
  }

  /**
   * Ends everything within the limit of the settings: two thirds for the last analysis, then it is
   * cancelled; the rest for what is finished, and for the sinks. An interruption ends all waiting
   * and is kept. Only the first call does anything.
   *
   * @param farewell what to wait for between the last report and the end of the sinks; the time it
   *     takes is not counted
   */
  public void close(Guard.Work farewell) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean interrupted = false;
    Deadline end = Deadline.in(settings.closeWithin());
    mailbox.close();
    try {
      end = lastReport(end, farewell);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    interrupted |= !endSinks(end, interrupted);
    mailbox.release();
    sinkThreads.release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Deadline lastReport(Deadline end, Guard.Work farewell) throws InterruptedException {
    long third = settings.closeWithin().dividedBy(3).toNanos();
    analysis.awaitEnd(new Deadline(end.nanos() - third), new Deadline(end.nanos() - third / 2));
    analysis.abandon(true);
    skipWaiting();
    tellIfFinished();
    sinkThreads.await(new Deadline(end.nanos() - third / 4));
    long start = System.nanoTime();
    try {
      farewell.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception failure) {
      guard.report("close", failure);
    }
    return new Deadline(end.nanos() + System.nanoTime() - start);
  }

  /** What still waits will never be analysed. */
  private void skipWaiting() {
    if (mailbox.drop()) {
      counters.skipped(SkipReason.CLOSED);
    }
  }

  /** False if the wait was interrupted. */
  private boolean endSinks(Deadline end, boolean hurry) {
    analysis.abandon(false);
    skipWaiting();
    tellIfFinished();
    sinkThreads.health();
    sinkThreads.close();
    if (hurry) {
      return false; // they end by themselves
    }
    try {
      sinkThreads.awaitEnd(end);
      sinkThreads.giveUp();
      guard.run("log", () -> runLog.ended(finished.get(), counters.health()));
      log.await(Deadline.in(LAST_WORDS));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Ends everything, when nobody is left who could: on a thread that may wait. */
  public void closeAbandoned() {
    if (!isClosed()) {
      log.warn(
          "Infoscope: run " + settings.run().name() + " was never closed; it is closed now", null);
      Threads.daemon("infoscope-close", () -> close(() -> {})).start();
    }
  }
}
