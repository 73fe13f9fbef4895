// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

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
        by == Ranking.ESSENTIALITY
            ? inTurns(tables, classes, most)
            : largest(classInformation(tables), most);
    Arrays.sort(chosen);
    return chosen;
  }

  boolean applies(int units) {
    return units > widest;
  }

  /** Ends as soon as enough are chosen: of very many classes only the first are asked. */
  private static int[] inTurns(NeuronTables tables, int classes, int most) {
    int[][] order = new int[classes][];
    int[] ranked = new int[most];
    BitSet taken = new BitSet();
    for (int turn = 0; turn < most; turn++) {
      for (int label = 0; label < classes && taken.cardinality() < most; label++) {
        if (order[label] == null) {
          order[label] = largest(tables.essentiality(label), most);
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

  private static double[] classInformation(NeuronTables tables) {
    return IntStream.range(0, tables.units()).mapToDouble(tables::classInformation).toArray();
  }

  /** The units of the largest values, falling, of equal ones the lower first. */
  private static int[] largest(double[] values, int most) {
    int[] found = new int[most];
    int count = 0;
    for (int unit = 0; unit < values.length; unit++) {
      if (count == most && !isAbove(values[unit], values[found[most - 1]])) {
        continue;
      }
      int at = count < most ? count++ : most - 1;
      for (; at > 0 && isAbove(values[unit], values[found[at - 1]]); at--) {
        found[at] = found[at - 1];
      }
      found[at] = unit;
    }
    return found;
  }

  private static boolean isAbove(double value, double other) {
    return Double.compare(-value, -other) < 0; // as a sort would have it, zeros and NaN included
  }
}
