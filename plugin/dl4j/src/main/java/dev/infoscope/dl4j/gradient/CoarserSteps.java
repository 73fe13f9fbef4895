// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.network.ConductancePlan;

/**
 * A coarser path over some nodes of a path: some steps make one. What is left at the end stays as
 * it is, so that both paths have the same ends.
 *
 * @param steps of the path
 * @param together how many of them make one of the coarser path
 */
record CoarserSteps(int steps, int together) {
  /** The coarser path that the errors of a plan are compared with. */
  static CoarserSteps of(ConductancePlan plan) {
    return new CoarserSteps(plan.steps(), plan.rule().coarsening());
  }

  /** Whether there is at least one coarser step. */
  boolean exist() {
    return steps >= together;
  }

  /** Whether a step begins or ends at a node, counted from 0. */
  boolean endsAt(int node) {
    return node % together == 0 || node > whole();
  }

  /** Whether the middle of a step, counted from 0, is the middle of a coarser one. */
  boolean turnsIn(int step) {
    return step % together == together / 2 || step >= whole();
  }

  private int whole() {
    return steps - steps % together;
  }
}
