// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How much is read.
 *
 * @param tasks in their order
 * @param rows numbers of rows
 * @param seeds samples of each
 * @param mostWithNull multiply-adds of a reading with its null, beyond which it has none
 */
record AuditPlan(List<AuditTask> tasks, List<Integer> rows, int seeds, double mostWithNull) {
  /** Of the command line, where an estimator needs all pairs of rows. */
  static final int SAMPLE = 2000;

  /** One seed in four has a null, of a task with dependence, where a null takes long. */
  private static final int ONE_IN = 4;

  private static final double MOST = 2e9; // multiply-adds of a reading, some seconds
  private static final double MOST_WITH_NULL = 1.3e10;
  private static final double MOST_OF_QUICK = 1e9;
  private static final double CHEAP = 5e7;

  static AuditPlan full(int seeds) {
    return new AuditPlan(allTasks(), List.of(200, 500, 2000, 10_000), seeds, MOST_WITH_NULL);
  }

  /** A third of the tasks: every third pair of vectors, layers with half of their information. */
  static AuditPlan quick(int seeds) {
    List<AuditTask> some = new ArrayList<>();
    List<AuditTask> pairs = ContinuousTasks.all();
    for (int i = 0; i < pairs.size(); i += 3) {
      some.add(pairs.get(i));
    }
    LayerTask.all().stream()
        .filter(task -> task.truth() == 0 || ((LayerTask) task).share() == 0.5)
        .forEach(some::add);
    return new AuditPlan(some, List.of(200, 500, 2000), seeds, MOST_OF_QUICK);
  }

  static List<AuditTask> allTasks() {
    List<AuditTask> all = new ArrayList<>(ContinuousTasks.all());
    all.addAll(LayerTask.all());
    return all;
  }

  /**
   * One task at one number of rows: what is done at once.
   *
   * @param task which
   * @param rows how many
   */
  record Job(AuditTask task, int rows) {}

  /** The same of some tasks, and of samples that are not too large. */
  AuditPlan of(Predicate<AuditTask> chosen, int mostRows) {
    return new AuditPlan(
        tasks.stream().filter(chosen).toList(),
        rows.stream().filter(count -> count <= mostRows).toList(),
        seeds,
        mostWithNull);
  }

  /** Those that take longest first, so that no worker is left with one at the end. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (AuditTask task : tasks) {
      rows.forEach(count -> jobs.add(new Job(task, count)));
    }
    jobs.sort((one, other) -> Double.compare(operations(other), operations(one)));
    return jobs;
  }

  /** About how many multiply-adds a job takes. */
  double operations(Job job) {
    double sum = 0;
    for (EstimatorGroup group : EstimatorGroups.all()) {
      if (group.suits(job.task())) {
        double once = group.operations(job.task(), read(group, job));
        int withNull = 0;
        for (int seed = 0; seed < seeds; seed++) {
          withNull += shuffles(group, job, seed) ? 1 : 0;
        }
        sum += once * (seeds + withNull * (group.timesWithNull() - 1));
      }
    }
    return sum;
  }

  /** How many rows an estimator reads. */
  static int read(EstimatorGroup group, Job job) {
    boolean fits = group.operations(job.task(), job.rows()) <= MOST;
    return fits ? job.rows() : Math.min(job.rows(), SAMPLE);
  }

  /** Whether labels are shuffled: always where it is cheap or the null is what is asked about. */
  boolean shuffles(EstimatorGroup group, Job job, int seed) {
    double all = group.operations(job.task(), read(group, job)) * group.timesWithNull();
    boolean asked = job.task().truth() == 0 || seed % ONE_IN == 0;
    return all <= CHEAP || all <= mostWithNull && asked;
  }
}
