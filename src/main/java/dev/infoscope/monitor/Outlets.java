// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.monitor;

import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Place;
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
final class Outlets {
  private final List<Outlet> outlets = new ArrayList<>();
  private final Tally tally;
  private final ScheduledThreadPoolExecutor watch;
  private volatile RunNames.@Nullable Claim claim;

  /**
   * Outlets that have not begun; no thread runs before something is told.
   *
   * @param run names the threads
   * @param sinks where reports go
   * @param tally how the instrument is doing
   * @param guard counts what sinks throw
   */
  Outlets(String run, List<ReportSink> sinks, Tally tally, Guard guard) {
    this.tally = tally;
    this.watch =
        new ScheduledThreadPoolExecutor(
            1, work -> Threads.daemon("infoscope-" + run + "-deadlines", work));
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(5, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    for (int i = 0; i < sinks.size(); i++) {
      ReportSink sink = sinks.get(i);
      outlets.add(new Outlet(run, name(sink, i), sink, guard, watch, this::health));
    }
  }

  /** Lambdas have names that change with every JVM. */
  private static String name(ReportSink sink, int index) {
    Class<?> type = sink.getClass();
    boolean named = !type.isHidden() && !type.isAnonymousClass() && !type.isSynthetic();
    return "sink:" + (named ? type.getSimpleName() : String.valueOf(index));
  }

  /** The run under a name that no other has where it reports to, until {@link #release}. */
  Run admit(Run wanted) {
    Set<Place> places = new HashSet<>();
    outlets.forEach(outlet -> places.addAll(outlet.places()));
    RunNames.Claim taken = RunNames.take(wanted, places);
    claim = taken;
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
    tell(Outlet.Kind.BEGIN, sink -> sink.begin(run));
  }

  void publish(EpochReport report) {
    tell(Outlet.Kind.REPORT, sink -> sink.publish(report));
  }

  /** Tells how the instrument is doing. */
  void health() {
    tell(Outlet.Kind.HEALTH, sink -> sink.update(tally.health()));
  }

  private void tell(Outlet.Kind kind, Outlet.Call call) {
    outlets.forEach(outlet -> outlet.offer(kind, call));
  }

  /** Waits until every sink has what was told so far, or has missed its deadline. */
  void await(Deadline deadline) throws InterruptedException {
    for (Outlet outlet : outlets) {
      outlet.await(deadline);
    }
  }

  /** Lets the sinks be closed once they have been told everything; nothing is told after this. */
  void close() {
    tell(Outlet.Kind.CLOSE, ReportSink::close);
  }

  /** Waits until the sinks are closed, but for those that miss their deadline. */
  void awaitEnd(Deadline deadline) throws InterruptedException {
    for (Outlet outlet : outlets) {
      outlet.awaitEnd(deadline);
    }
  }

  /** Gives up the sinks that are not closed yet. */
  void giveUp() {
    outlets.forEach(Outlet::giveUp);
    watch.shutdownNow();
  }

  /** Processor time that the sinks have taken since this was last asked. */
  long cpuNanos() {
    return outlets.stream().mapToLong(Outlet::cpuNanos).sum();
  }
}
