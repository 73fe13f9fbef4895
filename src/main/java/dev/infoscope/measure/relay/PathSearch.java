// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Cancellation;

/** Takes neurons out one by one and notes what is left. Used once. */
final class PathSearch {
  private final Concept concept;
  private final Cells cells;
  private final int[] removed;
  private final int[] ties;
  private final double[] values;
  private final double[] corrected;
  private final int[] active;
  private int size; // how many have left

  PathSearch(Concept concept, RelayMemory memory) {
    this.concept = concept;
    cells = concept.cells(memory);
    int units = concept.units();
    removed = new int[units];
    ties = new int[units];
    values = new double[units + 1];
    corrected = new double[units + 1];
    active = new int[units + 1];
    note();
  }

  /** Always the neuron whose loss leaves most, the lowest of tied ones. */
  RelayPath greedy() {
    int[] left = concept.everyUnit();
    double[] scores = new double[left.length];
    for (int count = left.length; count > 0; count--) {
      cells.scores(left, count, scores);
      double least = most(scores, count) - Concept.TIE * concept.table().samples();
      int best = first(scores, count, least);
      remove(left[best], ties(scores, count, least));
      System.arraycopy(left, best + 1, left, best, count - best - 1);
    }
    return path();
  }

  RelayPath along(int[] order) {
    for (int unit : order) {
      remove(unit, 1);
    }
    return path();
  }

  private void remove(int unit, int tied) {
    Cancellation.check();
    cells.refine(unit);
    removed[size] = unit;
    ties[size++] = tied;
    note();
  }

  private void note() {
    values[size] = concept.value(cells);
    corrected[size] = values[size] + concept.correction(cells);
    active[size] = cells.active();
  }

  private RelayPath path() {
    return new RelayPath(removed, values, corrected, ties, active);
  }

  private static double most(double[] scores, int count) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      most = Math.max(most, scores[i]);
    }
    return most;
  }

  private static int first(double[] scores, int count, double least) {
    int at = 0;
    while (at < count - 1 && scores[at] < least) {
      at++;
    }
    return at;
  }

  private static int ties(double[] scores, int count, double least) {
    int ties = 0;
    for (int i = 0; i < count; i++) {
      ties += scores[i] >= least ? 1 : 0;
    }
    return ties;
  }
}
