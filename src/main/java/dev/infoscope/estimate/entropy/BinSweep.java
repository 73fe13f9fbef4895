// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Range;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a reading depends on the number of bins (Lorenzen, Igel and Nielsen 2022, arXiv
 * 2106.12912: different bins, different conclusions). The values are read and quantised once, at
 * the finest bins; coarser ones join neighbours.
 *
 * @param points readings, finest bins first; immutable
 */
public record BinSweep(List<Point> points) {
  /**
   * Readings at one number of bins.
   *
   * @param bins per unit
   * @param entropy H(T) = I(X;T) on this sample, bits
   * @param label I(T;Y) by the plug-in formula, bits
   */
  public record Point(int bins, double entropy, double label) {}

  /** Copies the list. */
  public BinSweep {
    points = List.copyOf(points);
  }

  /**
   * Reads a layer at {@code finest}, {@code finest / 2}, ... bins.
   *
   * @param activations values, {@code [examples x units]}, none NaN
   * @param labels one per example, from 0 to {@code classes - 1}
   * @param classes number of labels
   * @param range of the bins
   * @param finest number of the finest bins, at most 128
   * @param halvings how often to join neighbours; the number of bins must allow it
   * @return {@code halvings + 1} readings; {@code NaN} without examples
   * @throws IllegalArgumentException if the bins cannot be halved so often or shapes disagree
   */
  public static BinSweep of(
      Activations activations, int[] labels, int classes, Range range, int finest, int halvings) {
    Require.that(
        finest % (1 << halvings) == 0, "bins (%d) must be a multiple of %d", finest, 1 << halvings);
    CodeColumns codes = CodeColumns.of(activations, Bins.over(range, finest));
    List<Point> points = new ArrayList<>();
    for (int halving = 0; halving <= halvings; halving++) {
      Bins bins = Bins.over(range, finest >> halving);
      PatternCoder coder = new PatternCoder(bins, codes.units());
      PatternTable table =
          new PatternCounts(coder, classes, codes.examples())
              .accept(coder.keys(codes.coarsened(1 << halving)), labels)
              .snapshot();
      points.add(
          new Point(
              bins.bins(), PlugIn.entropy(table.patterns()), PlugIn.mutualInformation(table)));
    }
    return new BinSweep(points);
  }

  /**
   * How much the information about the labels moves over the sweep.
   *
   * @return largest minus smallest I(T;Y), bits; {@code NaN} if one is
   */
  public double labelSpread() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      low = Math.min(low, point.label());
      high = Math.max(high, point.label());
    }
    return high - low;
  }
}
