// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Frozen bins of a layer, the same for all its units or of each unit's own, and the one place where
 * values become codes. Found by a {@link Discretizer}. Immutable.
 *
 * <p>One convention: bins are numbered from 0 in the order of the values; <em>a value on an edge
 * belongs to the upper bin</em>, so that a code is the number of edges not above the value. Values
 * beyond the outer ends, infinities too, fall into the end bins. Bins of equal width are those of
 * {@code floor((v - low) / (high - low) * bins)}, clamped to 0 and {@code bins - 1}, in this order
 * of operations; the upper end belongs to the last. A threshold that values have to <em>exceed</em>
 * is an edge at the next number above it ({@link #above}), so that a rectifier's 0 stays below.
 *
 * <p>{@code NaN} has no bin: callers look for it first ({@link ValueSummary}); asked all the same,
 * its code is 0. Equal bins make equal codes; counts made with unequal ones cannot be merged.
 */
public final class Bins {
  private final int bins;
  private final int units; // 0: all units share the bins
  private final double[] edges; // [(bins - 1) x max(1, units)], ascending, then NaN
  private final @Nullable Grid grid;

  /** Owns the array; a negative zero becomes zero, so that equal bins are equal. */
  private Bins(int bins, int units, double[] edges, @Nullable Grid grid) {
    for (int i = 0; i < edges.length; i++) {
      edges[i] += 0.0;
    }
    this.bins = bins;
    this.units = units;
    this.edges = edges;
    this.grid = grid;
  }

  private static Bins on(Grid grid) {
    return new Bins(grid.bins(), 0, new double[0], grid);
  }

  /**
   * Bins of one width.
   *
   * @param low lower end of the first bin
   * @param high upper end of the last bin, which belongs to it
   * @param bins number of bins, at least 1
   * @return bins that all units share
   * @throws IllegalArgumentException unless the ends and their distance are finite and {@code low <
   *     high}, or if {@code bins < 1}
   */
  public static Bins equalWidth(double low, double high, int bins) {
    return on(new EqualWidth(low, high, bins));
  }

  /**
   * Bins of one width over a range; a range of one point gets bins around it.
   *
   * @param range where the values are
   * @param bins number of bins, at least 1
   * @return bins that all units share
   */
  public static Bins over(Range range, int bins) {
    double half = Math.max(0.5, Math.ulp(range.low()) * bins);
    return range.isPoint()
        ? equalWidth(range.low() - half, range.low() + half, bins)
        : equalWidth(range.low(), range.high(), bins);
  }

  /**
   * Bins spaced like floating-point numbers, for values of unknown scale: sign, exponent and the
   * leading bits of the mantissa of the value as a float. Nothing is ever outside.
   *
   * @param mantissaBits from 0 to 10; relative bin width {@code 2^-mantissaBits}
   * @return bins that all units share
   * @throws IllegalArgumentException for another number of bits
   */
  public static Bins logSpaced(int mantissaBits) {
    return on(new LogSpaced(mantissaBits));
  }

  /**
   * Bins between given edges.
   *
   * @param edges finite and ascending, where equal ones leave an empty bin between them; copied;
   *     none for a single bin
   * @return one bin more than edges, which all units share
   * @throws IllegalArgumentException if an edge is not finite or below the one before
   */
  public static Bins at(double... edges) {
    EdgeLists.check(edges, "");
    return new Bins(edges.length + 1, 0, edges.clone(), null);
  }

  /**
   * One bit: code 1 for values strictly above a threshold.
   *
   * @param threshold finite
   * @return two bins that all units share
   * @throws IllegalArgumentException if the threshold is not finite
   */
  public static Bins above(double threshold) {
    Require.that(
        Math.abs(threshold) < Double.MAX_VALUE, "threshold (%s) must be finite", threshold);
    return at(Math.nextUp(threshold));
  }

  /**
   * Bins of each unit's own.
   *
   * @param perUnit for each unit its edges, finite and ascending; units may have fewer than others,
   *     or none, as a constant unit does
   * @param bins number of bins of all units, above the number of edges of each
   * @return the bins
   * @throws IllegalArgumentException if there is no unit, edges do not ascend or are too many
   */
  public static Bins perUnit(double[][] perUnit, int bins) {
    int units = Require.atLeast("units", perUnit.length, 1);
    return new Bins(bins, units, EdgeLists.packed(perUnit, bins), null);
  }

  /**
   * The same bins written out for every unit, with the same codes.
   *
   * @param count of units, at least 1
   * @return this itself if the bins are each unit's own already
   * @throws IllegalArgumentException for another number of units
   */
  public Bins forUnits(int count) {
    Require.atLeast("units", count, 1);
    Require.that(units == 0 || units == count, "bins are for %d units, not %d", units, count);
    if (units == count) {
      return this;
    }
    double[] all = new double[Math.multiplyExact(bins - 1, count)];
    for (int i = 0; i < bins - 1; i++) {
      Arrays.fill(all, i * count, (i + 1) * count, edge(i, 0));
    }
    return new Bins(bins, count, all, null);
  }

  /**
   * The bins of some of the units.
   *
   * @param chosen which, in the order wanted
   * @return their bins; this itself if all units share them
   */
  public Bins select(int... chosen) {
    if (units == 0) {
      return this;
    }
    double[] some = new double[(bins - 1) * chosen.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = edges[i / chosen.length * units + chosen[i % chosen.length]];
    }
    return new Bins(bins, chosen.length, some, null);
  }

  /**
   * The same bins without the edges of some units.
   *
   * @param chosen units all of whose values go into one bin
   * @return a copy; this itself if all units share the bins
   */
  public Bins withOneBinFor(IntPredicate chosen) {
    if (units == 0) {
      return this;
    }
    double[] some = edges.clone();
    for (int i = 0; i < some.length; i++) {
      some[i] = chosen.test(i % units) ? Double.NaN : some[i];
    }
    return new Bins(bins, units, some, null);
  }

  /**
   * Number of bins, |T|.
   *
   * @return at least 1
   */
  public int bins() {
    return bins;
  }

  /**
   * Number of units that have bins of their own.
   *
   * @return 0 if all units share the bins
   */
  public int units() {
    return units;
  }

  /**
   * An edge between two bins: the smallest number that belongs above it.
   *
   * @param index from 0 to {@code bins() - 2}
   * @param unit whose edge; any number if all units share the bins
   * @return {@code NaN} when the unit has fewer edges
   */
  public double edge(int index, int unit) {
    if (grid instanceof EqualWidth width) {
      return width.edge(index + 1);
    }
    Require.that(grid == null, "%s have no list of edges", grid);
    return edges[units == 0 ? index : index * units + unit];
  }

  /**
   * The code of a value.
   *
   * @param unit whose value; any number if all units share the bins
   * @param value any number; {@code NaN} has code 0
   * @return from 0 to {@code bins() - 1}
   */
  public int code(int unit, double value) {
    if (grid != null) {
      return grid.code(value);
    }
    return units == 0 ? code(value, 0, 1) : code(value, unit, units);
  }

  private int code(double value, int first, int stride) {
    if (bins == 2) {
      return edges[first] <= value ? 1 : 0;
    }
    int low = 0;
    int high = bins - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle * stride + first] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The codes of whole rows.
   *
   * @param rows values, row by row
   * @param width units of a row
   * @param count how many values, from index 0
   * @param into receives the codes
   */
  public void codes(double[] rows, int width, int count, int[] into) {
    if (grid != null) {
      grid.codes(rows, count, into);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[i] = code(i % width, rows[i]);
    }
  }

  /**
   * Counts, edge by edge, which of them a row reaches: code c adds 1 to the first c.
   *
   * @param rows values; the bins must be {@link #forUnits each unit's own}
   * @param first index of the row's first value
   * @param reached receives counts {@code [(bins - 1) x units]}
   * @param at where they begin
   */
  public void countReached(double[] rows, int first, int[] reached, int at) {
    for (int edge = 0; edge < edges.length; edge += units) {
      for (int unit = 0; unit < units; unit++) {
        reached[at + edge + unit] += rows[first + unit] >= edges[edge + unit] ? 1 : 0;
      }
    }
  }

  /**
   * Sets one bit in the word of every unit, which lie together, where a row reaches its first edge.
   *
   * @param rows values; the bins must be {@link #forUnits each unit's own}
   * @param first index of the row's first value
   * @param words of the units
   * @param at where they begin
   * @param bit which, 0 to 63
   */
  public void setBits(double[] rows, int first, long[] words, int at, int bit) {
    for (int unit = 0; unit < units; unit++) {
      words[at + unit] |= (rows[first + unit] >= edges[unit] ? 1L : 0L) << bit;
    }
  }

  /**
   * Adds code times a key to the sum of every unit.
   *
   * @param rows values; the bins must be {@link #forUnits each unit's own}
   * @param first index of the row's first value
   * @param key any number
   * @param sums one per unit
   */
  public void addCodes(double[] rows, int first, long key, long[] sums) {
    for (int edge = 0; edge < edges.length; edge += units) {
      for (int unit = 0; unit < units; unit++) {
        sums[unit] += rows[first + unit] >= edges[edge + unit] ? key : 0;
      }
    }
  }

  /**
   * Whether a value lies beyond the outer ends.
   *
   * @param value any number but NaN
   * @return whether an end bin took it in although it does not belong there; false for bins between
   *     edges, whose end bins reach to infinity
   */
  public boolean isOutside(double value) {
    return grid != null && grid.isOutside(value);
  }

  /**
   * The edges of a unit.
   *
   * @param unit whose edges; any number if all units share the bins
   * @return those there are, ascending
   */
  public double[] edges(int unit) {
    double[] all = new double[bins - 1];
    Arrays.setAll(all, index -> edge(index, unit));
    return Arrays.stream(all).filter(edge -> !Double.isNaN(edge)).toArray();
  }

  /** The formula that finds the bins; null for a list of edges. */
  @Nullable Grid grid() {
    return grid;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins that
        && bins == that.bins
        && units == that.units
        && Arrays.equals(edges, that.edges)
        && (grid == null ? that.grid == null : grid.equals(that.grid));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * bins + units) + (grid == null ? Arrays.hashCode(edges) : grid.hashCode());
  }

  @Override
  public String toString() {
    if (grid != null) {
      return grid.toString();
    }
    String own = units == 0 ? "" : String.format(Locale.ROOT, " for each of %d units", units);
    if (edges.length == 0) {
      return "1 bin" + own;
    }
    double last = edges[edges.length - Math.max(1, units)];
    return String.format(
        Locale.ROOT, "%d bins%s between edges %s to %s", bins, own, edges[0], last);
  }
}
