// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.bytedeco.javacpp.Pointer;

/** What Spark tells of tasks, and the JVM of itself, while it is open; says how far things are. */
final class SizingMeter extends SparkListener implements AutoCloseable {
  private static final int EVERY_SECONDS = 15;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final long start = System.nanoTime();
  private final long cpuBefore = processCpu();
  private final long gcBefore = gcMillis();
  private long jobStart;
  private long jobMillis;
  private long stageMillis;
  private long rowCpu;
  private long mergeCpu;
  private long taskMillis;
  private long shuffled;
  private long rowStates;
  private long results;
  private long largest;
  private long resident;
  private int ended;
  private int submitted;

  /**
   * Begins to measure.
   *
   * @param progress where to say every few seconds how far things are
   */
  SizingMeter(PrintStream progress) {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    timer.scheduleAtFixedRate(this::noteMemory, 0, 1, TimeUnit.SECONDS);
    timer.scheduleAtFixedRate(
        () -> progress.println(told()), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void noteMemory() {
    resident = Math.max(resident, Pointer.physicalBytes());
  }

  private synchronized String told() {
    return String.format(
        Locale.ROOT,
        "  ... %.0f s, %d of %d tasks%s",
        seconds(),
        ended,
        submitted,
        ended == submitted ? ", driver at work" : "");
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long processCpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean own
        ? own.getProcessCpuTime()
        : 0;
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    jobStart = job.time();
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    jobMillis += job.time() - jobStart;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
    submitted += stage.stageInfo().numTasks();
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    long from = (Long) stage.stageInfo().submissionTime().get();
    long to = (Long) stage.stageInfo().completionTime().get();
    stageMillis += to - from;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics task = Objects.requireNonNull(end.taskMetrics());
    ended++;
    boolean merges = task.shuffleReadMetrics().recordsRead() > 0;
    if (merges) {
      mergeCpu += task.executorCpuTime();
    } else {
      rowCpu += task.executorCpuTime();
      rowStates += task.shuffleWriteMetrics().bytesWritten();
    }
    taskMillis += task.executorRunTime();
    shuffled += task.shuffleWriteMetrics().bytesWritten();
    results += task.resultSize();
    largest = Math.max(largest, task.resultSize());
  }

  /** Since the beginning. */
  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Of stages, from the first task to the last. */
  synchronized double stageSeconds() {
    return stageMillis / 1e3;
  }

  /** Of the processor, in tasks that read rows. */
  synchronized double rowSeconds() {
    return rowCpu / 1e9;
  }

  /**
   * What was measured.
   *
   * @param seconds of wall time
   * @param reading the same rows, read and not measured
   * @param found what the driver has
   */
  synchronized SizingRun run(
      SizingCase what, String measures, double seconds, SizingMeter reading, ProbeFindings found) {
    long heap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new SizingRun(
        what,
        measures,
        seconds,
        seconds - jobMillis / 1e3,
        stageSeconds(),
        reading.stageSeconds(),
        rowSeconds(),
        reading.rowSeconds(),
        mergeCpu / 1e9,
        taskMillis / 1e3,
        (processCpu() - cpuBefore) / 1e9,
        (gcMillis() - gcBefore) / 1e3,
        shuffled,
        rowStates,
        results,
        largest,
        found.keptRows(),
        heap,
        resident);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
