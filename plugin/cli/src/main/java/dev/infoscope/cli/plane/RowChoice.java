// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.numeric.Mix;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Which rows stand for all where an estimator needs every pair: those whose number has the smallest
 * hash. A uniform choice without replacement, the same for every layer and every file of so many
 * rows.
 */
final class RowChoice {
  private static final Comparator<Hashed> LARGEST_FIRST =
      (a, b) -> Long.compareUnsigned(b.hash(), a.hash());

  private record Hashed(long hash, int row) {}

  private RowChoice() {}

  /** At most {@code most} of the rows from 0 to {@code rows - 1}, ascending. */
  static int[] of(int rows, int most, long seed) {
    PriorityQueue<Hashed> chosen = new PriorityQueue<>(LARGEST_FIRST);
    for (int row = 0; row < rows && most > 0; row++) {
      long hash = Mix.at(seed, row);
      if (chosen.size() < most) {
        chosen.add(new Hashed(hash, row));
      } else if (Long.compareUnsigned(hash, chosen.element().hash()) < 0) {
        chosen.remove();
        chosen.add(new Hashed(hash, row));
      }
    }
    return chosen.stream().mapToInt(Hashed::row).sorted().toArray();
  }
}
