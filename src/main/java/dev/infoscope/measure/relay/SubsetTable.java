// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import dev.infoscope.numeric.Workers;

/** Relay information of every set of up to 22 neurons. Immutable. */
public final class SubsetTable {
  /** Most neurons: {@code 2^22} sets take 32 MB. */
  public static final int MOST_UNITS = 22;

  /** Most examples: four counts are packed into one word. */
  public static final int MOST_EXAMPLES = BinaryCells.MOST;

  private static final int SPLITS = 5; // decisions taken before threads part

  private final int units;
  private final double[] values; // [2^units], by the set's bits

  private SubsetTable(int units, double[] values) {
    this.units = units;
    this.values = values;
  }

  static SubsetTable of(
      RelayTable table, double[] logs, double unexplained, double[] essentiality, int threads) {
    Require.that(
        table.units() <= MOST_UNITS, "units (%d) must be at most %d", table.units(), MOST_UNITS);
    Require.atLeast("threads", threads, 1);
    Require.that(
        BinaryCells.suits(table),
        "the table of all sets is for bits, one class and at most %d examples; not for %d levels,"
            + " %d classes and %d examples",
        BinaryCells.MOST,
        table.levels(),
        table.inputs(),
        table.samples());
    double[] values = new double[1 << table.units()];
    int splits = Math.min(SPLITS, table.units());
    Workers.run(
        threads,
        1 << splits,
        () -> {
          SubsetWalk walk = new SubsetWalk(table, logs, essentiality, values);
          return task -> walk.run(task, splits);
        });
    for (int set = 0; set < values.length; set++) {
      values[set] = (values[set] - unexplained) / table.samples();
    }
    values[0] = table.samples() == 0 ? Double.NaN : 0;
    return new SubsetTable(table.units(), values);
  }

  /**
   * Number of neurons.
   *
   * @return 1 to 22
   */
  public int units() {
    return units;
  }

  /**
   * Number of sets.
   *
   * @return {@code 2^units}
   */
  public int sets() {
    return values.length;
  }

  /**
   * Relay information of a set.
   *
   * @param set bit {@code j} for neuron {@code j}
   * @return I_R in bits
   */
  public double value(int set) {
    return values[set];
  }

  /**
   * The best set of each size.
   *
   * @return sets by size, {@code [units + 1]}; of equal ones the lowest
   */
  public int[] best() {
    int[] best = new int[units + 1];
    boolean[] known = new boolean[units + 1];
    for (int set = 0; set < values.length; set++) {
      int size = Integer.bitCount(set);
      if (!known[size] || values[set] > values[best[size]]) {
        best[size] = set;
        known[size] = true;
      }
    }
    return best;
  }

  /**
   * What a greedy path misses.
   *
   * @param path of the same neurons
   * @return by size of the set, how many bits the best set relays more than the path's survivors,
   *     {@code [units + 1]}
   */
  public double[] shortfall(RelayPath path) {
    same(path);
    int[] best = best();
    double[] shortfall = new double[units + 1];
    for (int size = 0; size <= units; size++) {
      shortfall[size] = Math.max(0, values[best[size]] - path.value(size));
    }
    return shortfall;
  }

  /**
   * How many sets are better than a greedy path's survivors of the same size.
   *
   * @param path of the same neurons
   * @return share of all sets, from 0 to 1; ties within {@link Concept#TIE} are not better
   */
  public double shareAbove(RelayPath path) {
    same(path);
    long above = 0;
    for (int set = 0; set < values.length; set++) {
      above += values[set] > path.value(Integer.bitCount(set)) + Concept.TIE ? 1 : 0;
    }
    return (double) above / values.length;
  }

  private void same(RelayPath path) {
    Require.that(path.units() == units, "path of %d units, table of %d", path.units(), units);
  }
}
