// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One training run.
 *
 * @param network what is trained
 * @param task on what
 * @param fault what goes wrong
 * @param seed of weights, data, and when and where it goes wrong
 * @param epochs how long
 */
public record RunPlan(NetworkKind network, ImageTask task, FaultKind fault, int seed, int epochs) {
  /** Later than the first snapshot that drift judges, early enough for a lead to show. */
  private static final int FIRST_ONSET = 15;

  private static final int ONSETS = 6;

  /**
   * All runs of a study: every network on every task without a fault, and every kind of fault on
   * networks and tasks in turn.
   *
   * @param healthy seeds of each network on each task
   * @param faulty seeds of each kind
   * @param epochs of each run
   * @return healthy and faulty ones mixed, so that a part of them shows something
   */
  public static List<RunPlan> all(int healthy, int faulty, int epochs) {
    List<RunPlan> plans = new ArrayList<>();
    for (int seed = 1; seed <= Math.max(healthy, faulty); seed++) {
      if (seed <= healthy) {
        for (int pair = 0; pair < pairs(); pair++) {
          plans.add(of(FaultKind.NONE, pair, seed, epochs));
        }
      }
      for (FaultKind fault : FaultKind.values()) {
        if (fault != FaultKind.NONE && seed <= faulty) {
          plans.add(of(fault, seed - 1, seed, epochs));
        }
      }
    }
    return plans;
  }

  private static int pairs() {
    return NetworkKind.values().length * ImageTask.values().length;
  }

  /** Only the CNN has batch normalisation. */
  private static RunPlan of(FaultKind fault, int pair, int seed, int epochs) {
    NetworkKind[] networks = NetworkKind.values();
    ImageTask[] tasks = ImageTask.values();
    NetworkKind network = networks[pair % networks.length];
    boolean norm = fault == FaultKind.BATCH_NORM;
    ImageTask task =
        norm ? tasks[pair % tasks.length] : tasks[pair / networks.length % tasks.length];
    return new RunPlan(norm ? NetworkKind.CNN : network, task, fault, seed, epochs);
  }

  /** Name of the run. */
  public String id() {
    return String.format(
        Locale.ROOT, "%s-%s-%s-%02d", fault.label(), network.label(), task.label(), seed);
  }

  /**
   * First epoch that is trained with the fault.
   *
   * @return 0 if there is none
   */
  public int onset() {
    return fault == FaultKind.NONE ? 0 : FIRST_ONSET + random().nextInt(ONSETS);
  }

  /** For choices that depend on seed and fault. */
  SplittableRandom random() {
    return new SplittableRandom(1009L * seed + fault.ordinal());
  }
}
