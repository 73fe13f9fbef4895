// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains the runs that a folder lacks, some at a time, and says how far it is. */
public final class RunQueue {
  private final TaskRows tasks;
  private final int rows;
  private final RunFolder folder;
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int ended;
  private int missing;

  /**
   * Nothing trained yet.
   *
   * @param tasks rows of all tasks
   * @param rows of an epoch
   * @param folder for the runs
   * @param out for a line per run
   */
  public RunQueue(TaskRows tasks, int rows, RunFolder folder, PrintStream out) {
    this.tasks = tasks;
    this.rows = rows;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Trains what is missing.
   *
   * @param plans all runs
   * @param workers how many at a time
   * @throws Exception that a run failed with
   */
  public void train(List<RunPlan> plans, int workers) throws Exception {
    List<RunPlan> left = plans.stream().filter(plan -> !folder.has(plan)).toList();
    missing = left.size();
    out.printf(Locale.ROOT, "%d of %d runs to train%n", missing, plans.size());
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (RunPlan plan : left) {
        results.add(
            pool.submit(
                () -> {
                  train(plan);
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void train(RunPlan plan) throws Exception {
    long began = System.nanoTime();
    folder.put(plan, FaultTraining.run(plan, tasks, rows));
    tell(plan, System.nanoTime() - began);
  }

  private synchronized void tell(RunPlan plan, long nanos) {
    ended++;
    Duration left = Duration.ofNanos((System.nanoTime() - start) / ended * (missing - ended));
    out.printf(
        Locale.ROOT,
        "%4d/%d  %-34s %5.1f s   %d:%02d:%02d left%n",
        ended,
        missing,
        plan.id(),
        nanos / 1e9,
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }
}
