// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All sinks of a run, each with a thread of its own; none waits for another. Thread-safe. */
final class SinkThreads {
  private final List<SinkThread> threads = new ArrayList<>();
  private final EventCounters counters;
  private final ScheduledThreadPoolExecutor watch;
  private volatile RunNames.@Nullable Claim claim;

  /**
   * Sink threads that have not started; none runs before the first message. Waits for the sinks to
   * say how to call them.
   *
   * @param run names the threads
   * @param sinks where reports go
   * @param counters how the instrument is doing
   * @param guard counts what sinks throw
   * @throws IllegalArgumentException if a sink allows no time
   */
  SinkThreads(String run, List<ReportSink> sinks, EventCounters counters, Guard guard) {
    this.counters = counters;
    this.watch =
        new ScheduledThreadPoolExecutor(
            1, work -> Threads.daemon("infoscope-" + run + "-deadlines", work));
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(5, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    List<SinkTerms> terms = new ArrayList<>();
    for (int i = 0; i < sinks.size(); i++) {
      terms.add(SinkTerms.of(run, name(sinks.get(i), i), sinks.get(i), guard));
    }
    Deadline deadline = SinkTerms.deadline();
    terms.forEach(each -> each.await(deadline));
    for (int i = 0; i < sinks.size(); i++) {
      ReportSink sink = sinks.get(i);
      threads.add(
          new SinkThread(run, name(sink, i), sink, terms.get(i), guard, watch, this::health));
    }
  }

  /** Lambdas have names that change with every JVM. */
  private static String name(ReportSink sink, int index) {
    Class<?> type = sink.getClass();
    boolean named = !type.isHidden() && !type.isAnonymousClass() && !type.isSynthetic();
    return "sink:" + (named ? type.getSimpleName() : String.valueOf(index));
  }

  /**
   * The run under a name that no other has where it reports to, until {@link #release}. Waits for
   * the sinks to say where that is, for none longer than its deadline.
   */
  Run admit(Run wanted) {
    Set<Destination> destinations = new HashSet<>();
    threads.forEach(SinkThread::askDestinations);
    threads.forEach(thread -> destinations.addAll(thread.destinations()));
    RunNames.Claim taken = RunNames.take(wanted, destinations);
    claim = taken;
    threads.forEach(SinkThread::askWhereShown); // before it begins: an open file is not to be read
    return taken.run();
  }

  /** Gives the run's name back. */
  void release() {
    RunNames.Claim taken = claim;
    if (taken != null) {
      taken.close();
    }
  }

  void begin(Run run) {
    tell(SinkThread.Kind.BEGIN, sink -> sink.begin(run));
  }

  void publish(EpochReport report) {
    tell(SinkThread.Kind.REPORT, sink -> sink.publish(report));
  }

  /** Tells how the instrument is doing. */
  void health() {
    tell(SinkThread.Kind.HEALTH, sink -> sink.update(counters.health()));
  }

  /** Tells that the run has ended on purpose, if it ever began. */
  void finish() {
    if (claim != null) {
      tell(SinkThread.Kind.FINISH, ReportSink::finish);
    }
  }

  /** Where a person finds the reports, as sinks said before they began, or at last. */
  List<String> shownAt() {
    return threads.stream().map(SinkThread::shownAt).filter(at -> !at.isEmpty()).toList();
  }

  private void tell(SinkThread.Kind kind, SinkThread.Call call) {
    threads.forEach(thread -> thread.offer(kind, call));
  }

  /** Waits until every sink has received all messages so far, or has missed its deadline. */
  void await(Deadline deadline) throws InterruptedException {
    for (SinkThread thread : threads) {
      thread.await(deadline);
    }
  }

  /** Closes each sink after its last message; no message is sent after this. */
  void close() {
    if (claim != null) {
      threads.forEach(SinkThread::askWhereShown);
    }
    tell(SinkThread.Kind.CLOSE, ReportSink::close);
  }

  /** Waits until the sinks are closed, but for those that miss their deadline. */
  void awaitEnd(Deadline deadline) throws InterruptedException {
    for (SinkThread thread : threads) {
      thread.awaitEnd(deadline);
    }
  }

  /** Gives up the sinks that are not closed yet. */
  void giveUp() {
    threads.forEach(SinkThread::giveUp);
    watch.shutdownNow();
  }

  /** Processor time that the sinks have taken since this was last asked. */
  long cpuNanos() {
    return threads.stream().mapToLong(SinkThread::cpuNanos).sum();
  }
}
