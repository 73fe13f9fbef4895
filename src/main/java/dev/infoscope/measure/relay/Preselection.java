// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which neurons of a wide layer are looked at together. With more than about 20 to 30 of them
 * nearly every example has a pattern of its own, and everything after is decided by noise.
 *
 * @param by how neurons are ranked
 * @param neurons how many are kept, at least 1
 * @param widest layers of up to so many neurons are kept whole
 */
public record Preselection(Ranking by, int neurons, int widest) {
  /** How neurons are ranked. */
  public enum Ranking {
    /** In turns the next most essential neuron of each class, so that every class has its own. */
    ESSENTIALITY,
    /** By what a neuron says about the class, I(y_j; X_in). */
    CLASS_INFORMATION
  }

  /** Checks the numbers. */
  public Preselection {
    Require.atLeast("neurons", neurons, 1);
    Require.atLeast("widest", widest, 1);
  }

  /**
   * The 32 most essential of more than 64.
   *
   * @return the default
   */
  public static Preselection defaults() {
    return new Preselection(Ranking.ESSENTIALITY, 32, Long.SIZE);
  }

  /** Units to keep, ascending. */
  int[] choose(NeuronTables tables, int classes) {
    int most = Math.min(neurons, tables.units());
    int[] chosen =
        by == Ranking.ESSENTIALITY ? inTurns(tables, classes, most) : mostInformed(tables, most);
    Arrays.sort(chosen);
    return chosen;
  }

  boolean applies(int units) {
    return units > widest;
  }

  /** Ends as soon as enough are chosen: of very many classes only the first are asked. */
  private static int[] inTurns(NeuronTables tables, int classes, int most) {
    int first = 2 + most / classes; // more of a class are sought where these are taken
    int[][] order = new int[classes][];
    int[] ranked = new int[most];
    BitSet taken = new BitSet();
    for (int turn = 0; turn < most; turn++) {
      for (int label = 0; label < classes && taken.cardinality() < most; label++) {
        if (order[label] == null || turn == order[label].length) {
          order[label] = tables.mostEssential(label, Math.min(most, first + 2 * turn));
        }
        int unit = order[label][turn];
        if (!taken.get(unit)) {
          ranked[taken.cardinality()] = unit;
          taken.set(unit);
        }
      }
    }
    return ranked;
  }

  private static int[] mostInformed(NeuronTables tables, int most) {
    LargestUnits largest = new LargestUnits(most);
    for (int unit = 0; unit < tables.units(); unit++) {
      largest.add(unit, tables.classInformation(unit));
    }
    return largest.units();
  }
}
