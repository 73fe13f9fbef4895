// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.numeric.Require;
import dev.infoscope.report.ReportSink;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a sink wants to be called. It is asked on a thread that lives for this question, as it may
 * hang before there is any deadline; a sink that does not answer in time is called as by default.
 */
final class SinkTerms {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration DEFAULT = ((ReportSink) report -> {}).deadline();

  /**
   * What it said.
   *
   * @param limit how long a call may take
   * @param latestOnly whether a report makes those before it worthless
   */
  private record Answer(Duration limit, boolean latestOnly) {}

  private final String name;
  private final Guard guard;
  private final Thread asking;
  private volatile @Nullable Answer answer;
  private volatile @Nullable Throwable refusal;
  private Answer agreed = new Answer(DEFAULT, false);
  private boolean isAnswered;

  private SinkTerms(String run, String name, ReportSink sink, Guard guard) {
    this.name = name;
    this.guard = guard;
    this.asking = Threads.daemon("infoscope-" + run + "-" + name + "-terms", () -> ask(sink));
  }

  /**
   * Asks; {@link #await} waits for the answer.
   *
   * @param run names the thread
   * @param name of the sink, as failures are counted
   * @param guard counts it if the sink does not answer
   */
  static SinkTerms of(String run, String name, ReportSink sink, Guard guard) {
    SinkTerms terms = new SinkTerms(run, name, sink, guard);
    guard.run(name, terms.asking::start);
    return terms;
  }

  private void ask(ReportSink sink) {
    try {
      answer = new Answer(limit(sink), sink.latestOnly());
    } catch (Throwable thrown) {
      refusal = thrown;
    }
  }

  private static Duration limit(ReportSink sink) {
    Duration limit = sink.deadline();
    Require.that(limit != null, "deadline of sink %s must not be null", sink.getClass().getName());
    Require.that(
        limit.compareTo(Duration.ZERO) > 0,
        "deadline (%s) of sink %s must be above 0",
        limit,
        sink.getClass().getName());
    return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
  }

  /** A moment by which all that are asked now should have answered. */
  static Deadline deadline() {
    return Deadline.in(DEFAULT);
  }

  /**
   * Waits for the answer, even if interrupted, as it holds for the whole run.
   *
   * @throws IllegalArgumentException if the sink allows no time
   */
  void await(Deadline deadline) {
    join(deadline);
    if (asking.isAlive()) {
      guard.report(name, new TimeoutException("did not say within " + DEFAULT + " how to call it"));
      asking.interrupt();
      return;
    }
    rethrow(refusal);
    Answer said = answer;
    if (said != null) {
      agreed = said;
      isAnswered = true;
    }
  }

  private void join(Deadline deadline) {
    boolean interrupted = false;
    while (asking.isAlive() && !deadline.isOver()) {
      try {
        asking.join(Math.max(1, deadline.leftMillis()));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** As if the sink had been asked here. */
  private static void rethrow(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown); // by a sink that is not written in Java
    }
  }

  Duration limit() {
    return agreed.limit();
  }

  boolean latestOnly() {
    return agreed.latestOnly();
  }

  /** False if it has not said how to call it. */
  boolean isAnswered() {
    return isAnswered;
  }

  /** Whether the sink has still not returned. */
  boolean isAsking() {
    return asking.isAlive();
  }

  /** Waits until the sink has returned: it is in one call at a time. */
  void awaitReturn() {
    while (isAsking()) {
      join(Deadline.in(LONGEST));
    }
    Thread.interrupted(); // was meant for this wait
  }
}
