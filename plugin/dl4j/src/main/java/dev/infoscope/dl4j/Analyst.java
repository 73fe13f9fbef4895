// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.ParameterSlot.Sample;
import dev.infoscope.estimate.Doubt;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.Snapshot;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Lookback;
import dev.infoscope.report.Place;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.report.RunMetrics;
import dev.infoscope.report.RunNames;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analysis: one daemon thread of low priority that takes samples from the mailbox, examines,
 * measures and reports.
 */
final class Analyst {
  private static final Logger LOG = LoggerFactory.getLogger("dev.infoscope");

  private final Settings settings;
  private final ParameterSlot mailbox;
  private final Tally tally;
  private final Guard guard;
  private final Measuring measuring;
  private final Lookback lookback;
  private @Nullable Thread thread;
  private volatile RunNames.@Nullable Claim claim;
  private volatile boolean off;
  private volatile boolean resting;
  private boolean toldOfRests;

  Analyst(Settings settings, ParameterSlot mailbox, Tally tally, Guard guard) {
    this.settings = settings;
    this.mailbox = mailbox;
    this.tally = tally;
    this.guard = guard;
    this.measuring = new Measuring(settings.measures(), tally, guard);
    this.lookback = new Lookback(settings.drift());
  }

  /** Whether nothing will be analysed any more. */
  boolean isOff() {
    return off;
  }

  /** Starts the thread for a network. */
  void start(Run wanted, Examiner examiner) {
    Run run = admitted(wanted);
    launch(
        run,
        () -> {
          if (!guard.run("attach", examiner::check)) {
            off = true;
            return;
          }
          Pace pace = new Pace(settings.budget(), System.nanoTime());
          Sample sample = mailbox.take(examiner.parameters());
          while (sample != null) {
            long cpu = cpuNanos();
            analyse(run, examiner, sample);
            long rest = pace.spend(cpuNanos() - cpu, System.nanoTime());
            resting = rest > 0;
            mailbox.finished(sample.ticket());
            rest(rest);
            sample = mailbox.take(examiner.parameters());
          }
        });
  }

  /** The network cannot be examined: the sinks still learn about the run and its failures. */
  void giveUp(Run wanted) {
    off = true;
    launch(admitted(wanted), () -> {});
  }

  /** The run under a name that no other has where it reports to. */
  private Run admitted(Run wanted) {
    Set<Place> places = new HashSet<>();
    toSinks(sink -> places.addAll(sink.places()));
    RunNames.Claim taken = RunNames.take(wanted, places);
    claim = taken;
    if (!taken.run().equals(wanted)) {
      LOG.warn(
          "Infoscope: a run {} is under way where this one reports to, so this one is called {}",
          wanted.name(),
          taken.run().name());
    }
    return taken.run();
  }

  private void launch(Run run, Guard.Work work) {
    Thread started = new Thread(() -> live(run, work), "infoscope-" + run.name());
    started.setDaemon(true);
    started.setPriority(Thread.MIN_PRIORITY);
    thread = started;
    started.start();
  }

  private void live(Run run, Guard.Work work) {
    toSinks(sink -> sink.begin(run));
    toSinks(sink -> sink.update(tally.health()));
    boolean asPlanned = guard.run("analysis", work) && !off;
    off = true;
    if (!asPlanned) {
      settings.measures().forEach(measure -> tally.measure(measure.name(), false));
    }
    mailbox.close();
    mailbox.finished(Long.MAX_VALUE);
    toSinks(sink -> sink.update(tally.health()));
  }

  private void analyse(Run run, Examiner examiner, Sample sample) {
    long cpu = cpuNanos();
    guard.run(
        "examination",
        () -> {
          Snapshot snapshot = examiner.examine(sample.moment());
          Findings findings = measuring.measure(snapshot);
          examiner.clear();
          List<Reading> readings = new ArrayList<>(findings.readings());
          guard.run(
              "drift",
              () ->
                  readings.addAll(
                      lookback.read(sample.moment(), findings.readings(), examiner.skipped())));
          readings.add(overhead("training", sample.lap().share()));
          double share = (double) (cpuNanos() - cpu) / sample.lap().nanos();
          readings.add(overhead("analysis", share));
          EpochReport report =
              new EpochReport(
                  run,
                  sample.moment(),
                  readings,
                  findings.matrices(),
                  examiner.skipped(),
                  measuring.durations());
          toSinks(sink -> sink.publish(report));
        });
    toSinks(sink -> sink.update(tally.health()));
    Thread.interrupted(); // a measure's interruption is not ours
  }

  private void rest(long nanos) throws InterruptedException {
    if (nanos > 0 && !toldOfRests && !settings.synchronous()) {
      toldOfRests = true;
      LOG.info(
          "Infoscope: to examine every epoch would take more than {} % of a processor, so some are"
              + " left out; budget(1) examines all",
          Math.round(100 * settings.budget().share()));
    }
    mailbox.rest(nanos);
    resting = false;
  }

  /** Whether the analysis waits for its allowance, not for itself. */
  boolean isResting() {
    return resting;
  }

  private static Reading overhead(String thread, double share) {
    return new Reading(
        RunMetrics.OVERHEAD,
        null,
        Map.of("thread", thread),
        share,
        Doubt.of(1, Double.NaN),
        Set.of());
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Something to tell a sink. */
  private interface Message {
    void tell(ReportSink sink) throws Exception;
  }

  private void toSinks(Message message) {
    for (int i = 0; i < settings.sinks().size(); i++) {
      ReportSink sink = settings.sinks().get(i);
      guard.run(name(sink, i), () -> message.tell(sink));
    }
  }

  /** Lambdas have names that change with every JVM. */
  private static String name(ReportSink sink, int index) {
    Class<?> type = sink.getClass();
    boolean named = !type.isHidden() && !type.isAnonymousClass() && !type.isSynthetic();
    return "sink:" + (named ? type.getSimpleName() : String.valueOf(index));
  }

  /** Ends the thread after its last analysis, then the sinks. */
  void close(long limitMillis) {
    guard.run("close", () -> join(limitMillis));
    if (thread != null) {
      toSinks(sink -> sink.update(tally.health()));
    }
    toSinks(ReportSink::close);
    RunNames.Claim taken = claim;
    if (taken != null) {
      taken.close();
    }
  }

  private void join(long limitMillis) throws InterruptedException {
    Thread running = thread;
    if (running != null && running != Thread.currentThread()) {
      running.join(limitMillis);
      if (running.isAlive()) {
        running.interrupt();
        throw new IllegalStateException("the last analysis did not end in " + limitMillis + " ms");
      }
    }
  }
}
