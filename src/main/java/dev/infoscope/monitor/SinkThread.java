// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.report.Destination;
import dev.infoscope.report.ReportSink;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One sink and the thread that calls it: in order, one call at a time, each under the sink's
 * deadline. A call that misses it is interrupted and counted; until the sink is on time again
 * nobody waits for it, and it keeps the newest reports only. Thread-safe.
 */
final class SinkThread {
  /**
   * Reports that wait for a sink; the analysis waits for a sink that is on time, not for others.
   */
  static final int MOST_WAITING = 8;

  /** Kinds of messages to a sink. */
  enum Kind {
    ASK,
    BEGIN,
    REPORT,
    HEALTH,
    FINISH,
    CLOSE
  }

  /** Something to tell a sink. */
  interface Call {
    void on(ReportSink sink) throws Exception;
  }

  private record Message(long number, Kind kind, Call call) {}

  private final String name;
  private final ReportSink sink;
  private final Guard guard;
  private final ScheduledExecutorService watch;
  private final Runnable failed;
  private final Thread thread;
  private final SinkTerms terms;
  private final Duration limit;
  private final int room;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private volatile Set<Destination> destinations = Set.of();
  private volatile String shownAt = "";
  private @Nullable Message running;
  private boolean started;
  private boolean closing;
  private boolean ended;
  private boolean overdue; // the running call is
  private boolean onTime;
  private long offered;
  private long asked;
  private long done;
  private long cpu;

  /**
   * An outlet; its thread starts with the first message.
   *
   * @param run names the thread
   * @param name of the sink, as failures are counted
   * @param sink called by one thread
   * @param terms how to call it; if it has not said it, it misses its deadline already
   * @param guard counts what it throws
   * @param watch where deadlines are watched
   * @param failed called when a report was not delivered; the sink passes it on to all others
   */
  SinkThread(
      String run,
      String name,
      ReportSink sink,
      SinkTerms terms,
      Guard guard,
      ScheduledExecutorService watch,
      Runnable failed) {
    this.name = name;
    this.sink = sink;
    this.guard = guard;
    this.watch = watch;
    this.failed = failed;
    this.terms = terms;
    this.limit = terms.limit();
    this.room = terms.latestOnly() ? 1 : MOST_WAITING;
    this.onTime = terms.isAnswered();
    this.thread = Threads.daemon("infoscope-" + run + "-" + name, this::live);
  }

  /** Asks where the sink's reports end up. */
  void askDestinations() {
    offer(Kind.ASK, to -> destinations = Set.copyOf(to.destinations()));
  }

  /** Where they end up, once the sink has said it; none if it cannot, or not in time. */
  Set<Destination> destinations() {
    awaitAnswer();
    return destinations;
  }

  /** Asks where a person finds the reports. */
  void askWhereShown() {
    offer(Kind.ASK, to -> shownAt = Objects.requireNonNull(to.shownAt(), "shown at null"));
  }

  /** What the sink said last; empty if it says nowhere, cannot say, or not in time. */
  String shownAt() {
    awaitAnswer();
    return shownAt;
  }

  /**
   * Waits until the last question is answered, unless the sink misses its deadline or is closing.
   */
  private synchronized void awaitAnswer() {
    Deadline deadline = Deadline.in(limit);
    boolean interrupted = Thread.interrupted(); // earlier, so no reason to miss a quick answer
    try {
      while (done < asked && onTime && !closing && !isOver(deadline)) {
        wait(Math.max(1, deadline.leftMillis())); // 0 would be without end
      }
    } catch (InterruptedException e) {
      interrupted = true; // whoever interrupts is in a hurry
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Queues a message; a report waits for room, while the sink is on time. */
  void offer(Kind kind, Call call) {
    int lost;
    boolean begin;
    synchronized (this) {
      boolean interrupted = kind == Kind.REPORT && room > 1 && !awaitRoom();
      if (closing || ended) {
        return;
      }
      lost = kind == Kind.REPORT && !interrupted ? makeRoom() : 0;
      Message last = waiting.peekLast();
      if (kind == Kind.HEALTH && last != null && last.kind() == Kind.HEALTH) {
        waiting.removeLast(); // totals: the newer holds the older
      }
      offered++;
      asked = kind == Kind.ASK ? offered : asked;
      waiting.addLast(new Message(offered, kind, call));
      closing = kind == Kind.CLOSE;
      begin = !started;
      started = true;
      notifyAll();
    }
    if (begin && !guard.run(name, thread::start)) {
      end();
    }
    lost(room > 1 ? lost : 0); // a sink that wants the latest only has lost nothing
  }

  /** False if the wait was interrupted, which stays to be seen. */
  private boolean awaitRoom() {
    try {
      while (reportsWaiting() >= room && onTime && !ended && !closing) {
        wait();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever interrupts is in a hurry
      return false;
    }
  }

  private long reportsWaiting() {
    return waiting.stream().filter(message -> message.kind() == Kind.REPORT).count();
  }

  private int makeRoom() {
    int lost = 0;
    long reports = reportsWaiting();
    for (Iterator<Message> each = waiting.iterator(); each.hasNext() && reports >= room; ) {
      if (each.next().kind() == Kind.REPORT) {
        each.remove();
        reports--;
        lost++;
      }
    }
    return lost;
  }

  private void lost(int reports) {
    for (int i = 0; i < reports; i++) {
      guard.report(name, new IllegalStateException("a report was dropped, the sink is behind"));
    }
  }

  private void live() {
    try {
      terms.awaitReturn();
      for (Message next = next(); next != null; next = next()) {
        tell(next);
      }
    } finally {
      end();
    }
  }

  private synchronized @Nullable Message next() {
    while (waiting.isEmpty() && !closing) {
      try {
        wait();
      } catch (InterruptedException byTheHost) {
        // there is nothing here to stop
      }
    }
    running = waiting.pollFirst();
    notifyAll(); // there is room
    return running;
  }

  private void tell(Message message) {
    @Nullable Future<?> alarm = alarm(message);
    @Nullable Throwable failure = null;
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      message.call().on(sink);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    if (alarm != null) {
      alarm.cancel(false);
    }
    boolean late = returned(message, failure, start);
    if (failure != null && !late) {
      guard.report(name, failure);
    }
    if (failure != null && isToldOf(message)) {
      guard.run(name, failed::run);
    }
    done(message);
  }

  private @Nullable Future<?> alarm(Message message) {
    try {
      return watch.schedule(() -> overdue(message), limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (Throwable nobodyWatches) {
      return null; // the run has ended, or there is no memory: nobody waits for this call
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same text can be sent twice
  private void overdue(Message message) {
    synchronized (this) {
      if (running != message) {
        return;
      }
      // Counted first: whoever waits goes on to tell all sinks what was counted, and closes them.
      guard.report(name, new TimeoutException("did not return within " + limit));
      overdue = true;
      onTime = false;
      thread.interrupt();
      notifyAll();
    }
    if (isToldOf(message)) {
      guard.run(name, failed::run);
    }
  }

  /**
   * Whether the sinks are told at once that it failed. Of health they are not, or each loss would
   * cause another message; nor of a question, which comes before the run begins.
   */
  private static boolean isToldOf(Message message) {
    return message.kind() != Kind.HEALTH && message.kind() != Kind.ASK;
  }

  /** Whether the call was late, which has been counted. */
  private synchronized boolean returned(
      Message message, @Nullable Throwable failure, long cpuBefore) {
    boolean late = overdue;
    overdue = false;
    if (late || failure instanceof TimeoutException) {
      onTime = false;
    } else if (message.kind() == Kind.REPORT && failure == null) {
      onTime = true;
    }
    cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore;
    Thread.interrupted(); // was meant for this call
    return late;
  }

  private synchronized void done(Message message) {
    running = null;
    done = message.number();
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    waiting.clear();
    notifyAll();
  }

  /**
   * Waits until everything offered so far is delivered; not for a sink that misses its deadline.
   */
  synchronized void await(Deadline deadline) throws InterruptedException {
    long last = offered;
    while (done < last && onTime && !isOver(deadline)) {
      wait(Math.max(1, deadline.leftMillis()));
    }
  }

  /** Waits until the sink is closed, as long as it keeps its deadline. */
  synchronized void awaitEnd(Deadline deadline) throws InterruptedException {
    while (!overdue && !terms.isAsking() && !isOver(deadline)) {
      wait(Math.max(1, deadline.leftMillis()));
    }
  }

  private boolean isOver(Deadline deadline) {
    return ended || deadline.isOver() || Thread.currentThread() == thread;
  }

  /** Gives up a sink that is not closed yet; should it ever return, it is closed at once. */
  void giveUp() {
    int lost;
    synchronized (this) {
      if (ended || Thread.currentThread() == thread) {
        return;
      }
      lost = (int) reportsWaiting();
      waiting.removeIf(message -> message.kind() != Kind.CLOSE);
      if (running != null && !overdue) {
        thread.interrupt();
      }
    }
    lost(lost);
    guard.report(name, new IllegalStateException("was not closed in time"));
  }

  /** Processor time that the sink has taken since this was last asked. */
  synchronized long cpuNanos() {
    long taken = cpu;
    cpu = 0;
    return taken;
  }
}
