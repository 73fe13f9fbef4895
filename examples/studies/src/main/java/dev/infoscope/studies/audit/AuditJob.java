// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Mix;
import dev.infoscope.studies.audit.AuditPlan.Job;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Reads one task at one number of rows with every estimator that is defined for it. */
final class AuditJob {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double NANOS = 1e-9;

  private final AuditPlan plan;
  private final Job job;
  private final long seed;
  private final List<Reader> readers = new ArrayList<>();

  AuditJob(AuditPlan plan, Job job, long seed) {
    this.plan = plan;
    this.job = job;
    this.seed = Mix.at(seed, job.task().name().hashCode());
    for (EstimatorGroup group : plan.groups()) {
      if (AuditPlan.isRead(group, job)) {
        readers.add(new Reader(group, plan.samples(group, job)));
      }
    }
  }

  /** All estimators read a sample before the next is drawn: drawing takes as long as some do. */
  List<AuditRow> rows() {
    int most = readers.stream().mapToInt(reader -> reader.samples).max().orElse(0);
    for (int i = 0; i < most; i++) {
      long own = Mix.at(seed, i);
      AuditSample sample = job.task().draw(job.rows(), own);
      for (Reader reader : readers) {
        reader.read(sample, i, own);
      }
    }
    List<AuditRow> rows = new ArrayList<>();
    readers.forEach(reader -> rows.addAll(reader.rows()));
    return rows;
  }

  /** A group of estimators and what it has read so far. */
  private final class Reader {
    private final EstimatorGroup group;
    private final int samples;
    private final List<List<AuditReading>> readings = new ArrayList<>();
    private long nanos;

    Reader(EstimatorGroup group, int samples) {
      this.group = group;
      this.samples = samples;
      group.names().forEach(name -> readings.add(new ArrayList<>()));
    }

    void read(AuditSample sample, int number, long own) {
      if (number < samples) {
        long start = THREADS.getCurrentThreadCpuTime();
        List<AuditReading> found = group.read(sample, plan.shuffles(group, job, number), own);
        nanos += THREADS.getCurrentThreadCpuTime() - start;
        for (int at = 0; at < found.size(); at++) {
          readings.get(at).add(found.get(at));
        }
      }
    }

    List<AuditRow> rows() {
      List<AuditRow> rows = new ArrayList<>();
      for (int at = 0; at < readings.size(); at++) {
        String name = group.names().get(at);
        double seconds = nanos * NANOS / samples;
        rows.add(AuditRow.of(job.task(), name, job.rows(), job.rows(), readings.get(at), seconds));
      }
      return rows;
    }
  }
}
