// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All of a run that outlives the callbacks: mailbox, analysis and sinks. It knows nothing of the
 * network and its listener, so that these can be collected although its threads still run.
 */
final class Instrument {
  /** How long somebody waits for an analysis at the most. */
  private static final Duration LONGEST_ANALYSIS = Duration.ofMinutes(10);

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Settings settings;
  private final Tally tally = new Tally();
  private final BackgroundLog log;
  private final Guard guard;
  private final ParameterSlot mailbox = new ParameterSlot();
  private final Outlets outlets;
  private final Analyst analyst;
  private final AtomicBoolean closed = new AtomicBoolean();

  Instrument(Settings settings, Log to) {
    this.settings = settings;
    this.log = new BackgroundLog(to, () -> tally.failed("log"));
    this.guard = new Guard(tally, log);
    this.outlets = new Outlets(settings.run().name(), settings.sinks(), tally, guard);
    this.analyst = new Analyst(settings, mailbox, tally, guard, log, outlets);
  }

  Tally tally() {
    return tally;
  }

  Guard guard() {
    return guard;
  }

  Log log() {
    return log;
  }

  ParameterSlot mailbox() {
    return mailbox;
  }

  Analyst analyst() {
    return analyst;
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Waits until a sample is analysed and the sinks have the report; an interruption is kept. */
  void await(long ticket) {
    if (analyst.isCaller()) {
      return;
    }
    Deadline deadline = Deadline.in(LONGEST_ANALYSIS);
    try {
      mailbox.awaitFinished(ticket, deadline.leftMillis());
      outlets.await(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits is in a hurry
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
  void close(Guard.Work farewell) {
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
    outlets.release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Deadline lastReport(Deadline end, Guard.Work farewell) throws InterruptedException {
    long third = settings.closeWithin().dividedBy(3).toNanos();
    analyst.awaitEnd(new Deadline(end.nanos() - third), new Deadline(end.nanos() - third / 2));
    analyst.abandon(true);
    skipWaiting();
    outlets.await(new Deadline(end.nanos() - third / 4));
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
      tally.skipped(Tally.CLOSED);
    }
  }

  /** False if the wait was interrupted. */
  private boolean endSinks(Deadline end, boolean hurry) {
    analyst.abandon(false);
    skipWaiting();
    outlets.health();
    outlets.close();
    if (hurry) {
      return false; // they end by themselves
    }
    try {
      outlets.awaitEnd(end);
      outlets.giveUp();
      log.await(Deadline.in(LAST_WORDS));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Ends everything, when nobody is left who could: on a thread that may wait. */
  void closeAbandoned() {
    if (!isClosed()) {
      log.warn(
          "Infoscope: run " + settings.run().name() + " was never closed; it is closed now", null);
      Threads.daemon("infoscope-close", () -> close(() -> {})).start();
    }
  }
}
