// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How much is read.
 *
 * @param tasks in their order
 * @param groups of estimators
 * @param rows numbers of rows
 * @param seeds samples of each
 * @param mostWithNull multiply-adds of a reading with its null, beyond which it has none
 * @param silent readings of tasks without dependence that each estimator has at least, so that its
 *     rate of false alarms is known
 */
record AuditPlan(
    List<AuditTask> tasks,
    List<EstimatorGroup> groups,
    List<Integer> rows,
    int seeds,
    double mostWithNull,
    int silent) {
  /** Of the command line, where an estimator needs all pairs of rows. */
  static final int SAMPLE = 2000;

  /** One seed in ten has a null, of a task with dependence, where a null takes long. */
  private static final int ONE_IN = 10;

  private static final double MOST = 4e8; // multiply-adds of a reading, up to half a second
  private static final double MOST_WITH_NULL = 2e8;
  private static final double CHEAP = 4e6;
  private static final int SILENT = 1600;

  static AuditPlan full(int seeds) {
    return new AuditPlan(
        allTasks(),
        EstimatorGroups.all(),
        List.of(200, 500, 2000, 10_000),
        seeds,
        MOST_WITH_NULL,
        SILENT);
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
    return new AuditPlan(
        some, EstimatorGroups.all(), List.of(200, 500, 2000), seeds, MOST_WITH_NULL, 0);
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
        groups,
        rows.stream().filter(count -> count <= mostRows).toList(),
        seeds,
        mostWithNull,
        silent);
  }

  /** The same of estimators all of whose names match, on the tasks that one of them suits. */
  AuditPlan by(Pattern names) {
    List<EstimatorGroup> some =
        groups.stream()
            .filter(group -> group.names().stream().allMatch(names.asMatchPredicate()))
            .toList();
    return new AuditPlan(
        tasks.stream().filter(task -> some.stream().anyMatch(each -> each.suits(task))).toList(),
        some,
        rows,
        seeds,
        mostWithNull,
        silent);
  }

  /** Few rows first, then what takes least: a run that is stopped has as many as can be. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (AuditTask task : tasks) {
      rows.forEach(count -> jobs.add(new Job(task, count)));
    }
    jobs.sort(Comparator.comparingInt(Job::rows).thenComparingDouble(this::operations));
    return jobs;
  }

  /** About how many multiply-adds a job takes. */
  double operations(Job job) {
    double sum = 0;
    for (EstimatorGroup group : groups) {
      if (isRead(group, job)) {
        double once = group.operations(job.task(), job.rows());
        int samples = samples(group, job);
        int withNull = 0;
        for (int seed = 0; seed < samples; seed++) {
          withNull += shuffles(group, job, seed) ? 1 : 0;
        }
        sum += once * (samples + withNull * (group.timesWithNull() - 1));
      }
    }
    return sum;
  }

  /**
   * Whether an estimator reads all rows of a job. Of more it would read the first {@value #SAMPLE},
   * and that is another job already.
   */
  static boolean isRead(EstimatorGroup group, Job job) {
    return group.suits(job.task())
        && (job.rows() <= SAMPLE || group.operations(job.task(), job.rows()) <= MOST);
  }

  /** How many samples: more where few readings have to tell the rate of false alarms. */
  int samples(EstimatorGroup group, Job job) {
    if (job.task().truth() != 0 || !shuffles(group, job, 0)) {
      return seeds;
    }
    long quiet =
        tasks.stream()
            .filter(task -> task.truth() == 0 && group.suits(task))
            .flatMap(task -> rows.stream().map(count -> new Job(task, count)))
            .filter(other -> isRead(group, other) && shuffles(group, other, 0))
            .count();
    return Math.max(seeds, (int) Math.ceil((double) silent / quiet));
  }

  /**
   * Whether labels are shuffled: always where it is cheap; of many rows never, and else where the
   * null is what is asked about.
   */
  boolean shuffles(EstimatorGroup group, Job job, int seed) {
    double all = group.operations(job.task(), job.rows()) * group.timesWithNull();
    boolean asked = job.task().truth() == 0 || seed % ONE_IN == 0;
    boolean affordable = job.rows() <= SAMPLE && all <= mostWithNull && asked;
    return group.hasNull(job.task(), job.rows()) && (all <= CHEAP || affordable);
  }
}
