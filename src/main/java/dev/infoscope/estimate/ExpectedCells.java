// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.numeric.Mix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link ExpectedInformation} of the pairs of one matrix after the other, remembered: of a pair
 * until the next matrix begins, and of cells by their margins, for bins of equal mass have the same
 * few counts in thousands of pairs. Memory is bounded: a number for each pair, and 1.5 MB of cells,
 * where the place of a cell holds what was asked for last; none before the first question. For one
 * thread.
 */
public final class ExpectedCells {
  private static final int PLACES = 1 << 15;

  private final ExpectedInformation.Cell cell = this::mean;
  private CellMeans cells = new CellMeans(0);
  private long[] margins = {}; // of the cell at each place; 0 for none
  private double[] means = {};
  private double[] @Nullable [] pairs = {}; // NaN where not asked for yet

  /** Nothing is known yet. */
  public ExpectedCells() {}

  /** Forgets pairs: the next ones are of a matrix with so many units. */
  void begin(int unitsA, int unitsB) {
    boolean fits = pairs.length == unitsA;
    pairs = fits ? pairs : new double[unitsA][];
    for (int i = 0; i < unitsA; i++) {
      double[] known = pairs[i];
      if (known != null && known.length == unitsB) {
        Arrays.fill(known, Double.NaN);
      } else {
        pairs[i] = null;
      }
    }
  }

  /** As {@link ExpectedInformation#of(int[], int[])} of the counts of a pair, to the bit. */
  double information(int i, int[] a, int j, int[]... b) {
    double[] known = pairs[i];
    if (known == null) {
      known = new double[b.length];
      Arrays.fill(known, Double.NaN);
      pairs[i] = known;
    }
    if (Double.isNaN(known[j])) {
      known[j] = information(a, b[j]);
    }
    return known[j];
  }

  /** The same of any two margins. */
  double information(int[] a, int[] b) {
    long rows = ExpectedInformation.rows(a);
    if (cells.rows() != rows || margins.length == 0) {
      cells = new CellMeans(rows);
      margins = margins.length == 0 ? new long[PLACES] : margins;
      means = means.length == 0 ? new double[PLACES] : means;
      Arrays.fill(margins, 0);
    }
    return ExpectedInformation.of(a, b, rows, cell);
  }

  /** The law is the same if the two are exchanged. */
  private double mean(long a, long b) {
    long margin = Math.min(a, b) << Integer.SIZE | Math.max(a, b);
    int place = (int) Mix.scramble(margin) & PLACES - 1;
    if (margins[place] != margin) {
      means[place] = cells.of(a, b);
      margins[place] = margin;
    }
    return means[place];
  }
}
