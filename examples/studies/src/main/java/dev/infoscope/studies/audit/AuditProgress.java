// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import com.sun.management.OperatingSystemMXBean;
import dev.infoscope.studies.audit.AuditPlan.Job;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How far the audit is, on standard error. */
final class AuditProgress {
  private final AuditPlan plan;
  private final int jobs;
  private final double all;
  private final long start = System.nanoTime();
  private final long startOfProcessor = processor();
  private int finished;
  private double done;

  AuditProgress(AuditPlan plan, List<Job> open) {
    this.plan = plan;
    jobs = open.size();
    all = open.stream().mapToDouble(plan::operations).sum();
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What the jobs took, all threads of the process together. */
  void end() {
    System.err.printf(
        Locale.ROOT,
        "%d jobs: %.0f s, %.0f s of processor time%n",
        finished,
        seconds(),
        (processor() - startOfProcessor) / 1e9);
  }

  synchronized void done(Job job) {
    finished++;
    done += plan.operations(job);
    Duration left = Duration.ofSeconds(Math.round(seconds() * (all - done) / done));
    System.err.printf(
        Locale.ROOT,
        "%d of %d, %.0f s, %d min %d s left: %s, %,d rows%n",
        finished,
        jobs,
        seconds(),
        left.toMinutes(),
        left.toSecondsPart(),
        job.task().name(),
        job.rows());
  }
}
