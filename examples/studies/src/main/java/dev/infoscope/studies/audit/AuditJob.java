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

  AuditJob(AuditPlan plan, Job job, long seed) {
    this.plan = plan;
    this.job = job;
    this.seed = Mix.at(seed, job.task().name().hashCode());
  }

  List<AuditRow> rows() {
    List<AuditRow> rows = new ArrayList<>();
    for (EstimatorGroup group : EstimatorGroups.all()) {
      if (group.suits(job.task())) {
        rows.addAll(rows(group));
      }
    }
    return rows;
  }

  private List<AuditRow> rows(EstimatorGroup group) {
    int read = AuditPlan.read(group, job);
    List<List<AuditReading>> readings = new ArrayList<>();
    group.names().forEach(name -> readings.add(new ArrayList<>()));
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < plan.seeds(); i++) {
      long own = Mix.at(seed, i);
      AuditSample sample = job.task().draw(job.rows(), own).first(read);
      List<AuditReading> found = group.read(sample, plan.shuffles(group, job, i), own);
      for (int at = 0; at < found.size(); at++) {
        readings.get(at).add(found.get(at));
      }
    }
    double seconds = (THREADS.getCurrentThreadCpuTime() - start) * NANOS / plan.seeds();
    List<AuditRow> rows = new ArrayList<>();
    for (int at = 0; at < readings.size(); at++) {
      String name = group.names().get(at);
      rows.add(AuditRow.of(job.task(), name, job.rows(), read, readings.get(at), seconds));
    }
    return rows;
  }
}
