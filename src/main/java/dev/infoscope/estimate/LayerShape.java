// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.discrete.UnitRanges;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the values of a layer look like, as far as the {@link AuditedErrors audit} tells layers
 * apart. Found from at most 1,000 rows, a seeded choice; units that are constant on them take no
 * part.
 */
public final class LayerShape {
  private static final int MOST_ROWS = 1_000;
  private static final int FEWEST_ROWS = 16;
  private static final int VALUES = 1 << 22; // of wide layers fewer rows are looked at

  private static final double END = 0.01; // of the range, at each end
  private static final double MANY = 0.05; // of the values

  private final UnitRanges ranges;
  private final int[] varying;
  private final boolean saturated;

  private LayerShape(UnitRanges ranges, int[] varying, boolean saturated) {
    this.ranges = ranges;
    this.varying = varying;
    this.saturated = saturated;
  }

  /**
   * Looks at a layer.
   *
   * @param values of the layer, {@code [examples x units]}, all finite
   * @return its shape
   */
  public static LayerShape of(Activations values) {
    Activations some = values.select(rows(values.examples(), values.units()));
    UnitRanges ranges = new RangeFinder(values.units()).accept(some).snapshot();
    int[] varying =
        IntStream.range(0, values.units())
            .filter(unit -> ranges.low()[unit] < ranges.high()[unit])
            .toArray();
    return new LayerShape(ranges, varying, isSaturated(some, ranges, varying));
  }

  /**
   * Which rows are looked at.
   *
   * @param examples there are
   * @param units of the layer, at least 1
   * @return at most 1,000, fewer of layers of more than 4,194 units, ascending, always the same
   */
  public static int[] rows(int examples, int units) {
    int most = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, VALUES / units));
    return SeededChoice.of(examples, most, examples);
  }

  private static boolean isSaturated(Activations some, UnitRanges ranges, int... varying) {
    if (varying.length == 0) {
      return false;
    }
    double low = Arrays.stream(varying).mapToDouble(unit -> ranges.low()[unit]).min().orElseThrow();
    double high =
        Arrays.stream(varying).mapToDouble(unit -> ranges.high()[unit]).max().orElseThrow();
    Range inner = new Range(low + END * (high - low), high - END * (high - low));
    long below = 0;
    long above = 0;
    double[] row = new double[some.units()];
    for (int i = 0; i < some.examples(); i++) {
      some.copy(i, 1, row);
      for (int unit : varying) {
        boolean least = row[unit] == ranges.low()[unit]; // where rectified units rest
        below += row[unit] < inner.low() && !least ? 1 : 0;
        above += row[unit] > inner.high() ? 1 : 0;
      }
    }
    return Math.max(below, above) > MANY * some.examples() * varying.length;
  }

  /**
   * Whether values crowd at an end, as those of a saturated tanh or sigmoid do.
   *
   * @return true if more than a twentieth of the values lie in the highest hundredth of the layer's
   *     range, or in the lowest; there the smallest value of each unit is left out, at which
   *     rectified units rest
   */
  public boolean isSaturated() {
    return saturated;
  }

  /**
   * How many bins the unit in the middle spans: half of the units that vary span at most as many.
   *
   * @param bins of the layer
   * @return from the bin of its smallest value to that of its largest, both included; all bins if
   *     no unit varies
   */
  public int middleSpan(Bins bins) {
    return varying.length == 0
        ? bins.bins()
        : (int)
            middle(
                unit ->
                    bins.code(unit, ranges.high()[unit]) - bins.code(unit, ranges.low()[unit]) + 1);
  }

  /**
   * How far the units are from being alike in size.
   *
   * @return range of the unit that varies most, over that of the unit in the middle; 1 if no unit
   *     varies
   */
  public double unlikeness() {
    IntToDoubleFunction range = unit -> ranges.high()[unit] - ranges.low()[unit];
    return varying.length == 0
        ? 1
        : Arrays.stream(varying).mapToDouble(range).max().orElseThrow() / middle(range);
  }

  private double middle(IntToDoubleFunction ofUnit) {
    double[] all = Arrays.stream(varying).mapToDouble(ofUnit).sorted().toArray();
    return all[(all.length - 1) / 2];
  }
}
