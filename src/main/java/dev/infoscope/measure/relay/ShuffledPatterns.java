// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What relay information reads when the neurons know nothing: every pair of class and prediction is
 * kept, and the patterns are dealt to the examples at random. What remains is what cells of few
 * examples seem to explain, which is all of I(class; prediction) when every example has a pattern
 * of its own. Class and prediction may not be torn apart: a null of predictions that are permuted
 * asks whether the network has learnt, not whether these neurons relay it.
 *
 * <p>It holds for neurons that were not chosen by class or prediction; of those that were, {@link
 * ShuffledChoice} chooses again.
 */
final class ShuffledPatterns {
  /** Its deviation is then known to a ninth of itself. */
  static final int SHUFFLES = 40;

  private final int[] sizes; // of the cells with more than one example: others explain everything
  private final int[] pair; // of each example
  private final CellSums sums;

  private ShuffledPatterns(RelayTable table) {
    pair = new int[table.samples()];
    sizes = new int[table.patterns()];
    int[] in = new int[table.symbols().pairs()];
    int[] out = new int[in.length];
    fill(table, in, out);
    sums = new CellSums(in, out, Math.max(table.inputs(), table.outputs()), pair.length);
  }

  private void fill(RelayTable table, int[] in, int... out) {
    int[] pairs = table.symbols().ofEntry();
    int row = 0;
    for (int pattern = 0; pattern < table.patterns(); pattern++) {
      for (int i = table.firstEntry(pattern); i < table.firstEntry(pattern + 1); i++) {
        int to = row + table.count(i);
        Arrays.fill(pair, row, to, pairs[i]);
        in[pairs[i]] = table.symbol(i) / table.outputs();
        out[pairs[i]] = table.symbol(i) % table.outputs();
        sizes[pattern] += table.count(i);
        row = to;
      }
    }
  }

  /**
   * Deals the patterns.
   *
   * @param table of all classes
   * @param seed of the shuffles
   * @return the null of each class against the rest, by its number, and last that of all classes at
   *     once
   */
  static ShuffledNull[] of(RelayTable table, long seed) {
    ShuffledPatterns patterns = new ShuffledPatterns(table);
    SplittableRandom random = new SplittableRandom(seed);
    return patterns.sums.nulls(SHUFFLES, patterns.pair, shuffle -> patterns.unexplained(random));
  }

  private double[] unexplained(SplittableRandom random) {
    double[] left = sums.none();
    int row = 0;
    for (int size : sizes) {
      if (size > 1) {
        for (int to = row + size; row < to; row++) {
          swap(pair, row, row + random.nextInt(pair.length - row));
        }
        sums.add(pair, row - size, row, left);
      }
    }
    return left;
  }

  private static void swap(int[] values, int one, int other) {
    int held = values[one];
    values[one] = values[other];
    values[other] = held;
  }
}
