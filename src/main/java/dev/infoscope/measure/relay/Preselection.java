// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.count.Require;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
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
    int units = tables.units();
    int[] ranked =
        by == Ranking.ESSENTIALITY ? inTurns(tables, classes) : byClassInformation(tables);
    int[] chosen = Arrays.copyOf(ranked, Math.min(neurons, units));
    Arrays.sort(chosen);
    return chosen;
  }

  boolean applies(int units) {
    return units > widest;
  }

  private int[] inTurns(NeuronTables tables, int classes) {
    int[][] order = new int[classes][];
    for (int label = 0; label < classes; label++) {
      int own = label;
      order[label] =
          descending(
              IntStream.range(0, tables.units())
                  .mapToDouble(unit -> tables.essentiality(unit, own))
                  .toArray());
    }
    int[] ranked = new int[tables.units()];
    BitSet taken = new BitSet();
    for (int turn = 0; turn < ranked.length; turn++) {
      for (int label = 0; label < classes; label++) {
        int unit = order[label][turn];
        if (!taken.get(unit)) {
          ranked[taken.cardinality()] = unit;
          taken.set(unit);
        }
      }
    }
    return ranked;
  }

  private static int[] byClassInformation(NeuronTables tables) {
    return descending(
        IntStream.range(0, tables.units()).mapToDouble(tables::classInformation).toArray());
  }

  /** Units by falling value, of equal ones the lower first. */
  private static int[] descending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(unit -> -values[unit]))
        .mapToInt(unit -> unit)
        .toArray();
  }
}
