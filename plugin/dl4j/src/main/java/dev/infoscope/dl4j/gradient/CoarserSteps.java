// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;

/**
 * A coarser path over some nodes of a path: some steps make one. What is left at the end stays as
 * it is.
 *
 * @param steps of the path
 * @param together how many of them make one of the coarser path
 * @param first node of the coarser path
 */
record CoarserSteps(int steps, int together, int first) {
  /** The coarser path that the errors of a plan are compared with. */
  static CoarserSteps of(ConductancePlan plan) {
    // Gauss-Legendre nodes leave out the ends of the path, and fewer nodes more of it.
    int first = plan.rule() == ConductanceRule.GAUSS_LEGENDRE ? 1 : 0;
    return new CoarserSteps(plan.steps(), plan.rule().coarsening(), first);
  }

  /** Whether there is at least one coarser step. */
  boolean exist() {
    return steps - first >= together;
  }

  /** Whether a step begins or ends at a node, counted from 0. */
  boolean endsAt(int node) {
    return node >= first && ((node - first) % together == 0 || node > whole());
  }

  /** Whether the middle of a step, counted from 0, is the middle of a coarser one. */
  boolean turnsIn(int step) {
    return step >= first && ((step - first) % together == together / 2 || step >= whole());
  }

  /** The node up to which steps are taken together. */
  private int whole() {
    return steps - (steps - first) % together;
  }
}
