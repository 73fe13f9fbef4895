// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.network.Snapshot;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** The measure with a stopwatch on its thread's processor time and a count of what it allocates. */
final class TimedMeasure implements Measure {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Measure measure;
  private final MeasureTimes times;
  private boolean sampled;

  TimedMeasure(String name, Measure measure) {
    this.measure = measure;
    this.times = new MeasureTimes(name);
  }

  @Override
  public String name() {
    return times.name() + "-timed";
  }

  @Override
  public boolean readsWeights() {
    return measure.readsWeights();
  }

  @Override
  public Cost cost(Snapshot snapshot) {
    return measure.cost(snapshot);
  }

  @Override
  public Findings measure(Snapshot snapshot) throws Exception {
    return measure(snapshot, Double.POSITIVE_INFINITY);
  }

  @Override
  public Findings measure(Snapshot snapshot, double operations) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    Findings findings = measure.measure(snapshot, operations);
    long end = THREADS.getCurrentThreadCpuTime();
    times.add((end - start) / 1e6, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / 1e6);
    sampled =
        findings.readings().stream().anyMatch(reading -> reading.flags().contains(Flag.SAMPLED));
    return findings;
  }

  /** Of the last snapshot, with a star if it was sampled; a dash if it was left out. */
  String last() {
    List<Double> millis = times.millis();
    return millis.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%.0f%s", millis.get(millis.size() - 1), sampled ? "*" : "");
  }

  MeasureTimes times() {
    return times;
  }

  /** Whether the last snapshot read some of what there was. */
  boolean isSampled() {
    return sampled;
  }
}
