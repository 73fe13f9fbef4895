// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of a layer made ready for nearest-neighbour estimates of all their pairs with the units of
 * another: scaled, jittered and sorted once.
 *
 * <p>A unit that is constant, or moves by less than {@value #DEAD} of what the layer spans, is
 * dead. One that takes only a few values ({@link Atoms}) is categorical and gets no jitter; all
 * others do, by a stream of their own, so that a unit gets the same noise whichever others it is
 * measured with. Which rows shared a value before the noise is kept. Immutable.
 */
public final class ScalarColumns {
  private static final double DEAD = 1e-12;

  /** What a unit is like. */
  public enum Kind {
    /** Carries something. */
    ALIVE,
    /** Constant on these rows. */
    DEAD,
    /** Holds NaN or infinity. */
    NOT_FINITE
  }

  private final int rows;
  private final List<@Nullable PresortedColumn> sorted; // null unless alive
  private final List<Kind> kinds;
  private final List<Atoms>
      atoms; // empty if no value is shared, or without noise unless categorical

  private ScalarColumns(int rows) {
    this.rows = rows;
    sorted = new ArrayList<>();
    kinds = new ArrayList<>();
    atoms = new ArrayList<>();
  }

  /**
   * Makes columns ready.
   *
   * @param columns values per unit, {@code [units][rows]}; copied
   * @param units what each unit is called in the stream of the jitter, one per column
   * @param scale to what scale they are brought
   * @param jitter noise against ties, as a share of the unit's deviation
   * @return the columns
   * @throws IllegalArgumentException if columns differ in length or are not as many as units
   */
  public static ScalarColumns of(double[][] columns, int[] units, Scale scale, Jitter jitter) {
    int count = columns.length;
    Require.that(
        count == units.length, "%d columns must be as many as units (%d)", count, units.length);
    int rows = count == 0 ? 0 : columns[0].length;
    ScalarColumns ready = new ScalarColumns(rows);
    double least = DEAD * widest(columns);
    for (int i = 0; i < count; i++) {
      double[] own = columns[i];
      Require.that(own.length == rows, "column %d has %d rows, not %d", i, own.length, rows);
      ready.add(own.clone(), kind(own, least), units[i], scale, jitter);
    }
    return ready;
  }

  private static double widest(double[][] columns) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] column : columns) {
      for (double value : column) {
        low = Double.isFinite(value) ? Math.min(low, value) : low;
        high = Double.isFinite(value) ? Math.max(high, value) : high;
      }
    }
    return high > low ? high - low : 0;
  }

  /**
   * Whether a unit carries anything.
   *
   * @param column its values
   * @param least how far they must be apart at least to count as different
   * @return alive, dead or not finite
   */
  static Kind kind(double[] column, double least) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : column) {
      if (!Double.isFinite(value)) {
        return Kind.NOT_FINITE;
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high > low && high - low >= least ? Kind.ALIVE : Kind.DEAD;
  }

  private void add(double[] column, Kind kind, int unit, Scale scale, Jitter jitter) {
    kinds.add(kind);
    if (kind != Kind.ALIVE) {
      sorted.add(null);
      atoms.add(Atoms.NONE);
      return;
    }
    Arrays.setAll(column, row -> column[row] + 0.0); // no negative zero
    Atoms own = Atoms.of(column); // by the digits it came with: no scale changes them
    scale.apply(column);
    own.level(column);
    if (own.isEmpty() && jitter.share() > 0) {
      own = Atoms.shared(column);
      jitter.addTo(column, unit);
    }
    atoms.add(own);
    sorted.add(new PresortedColumn(column));
  }

  /**
   * Number of rows.
   *
   * @return examples
   */
  public int rows() {
    return rows;
  }

  /**
   * Number of columns.
   *
   * @return units
   */
  public int units() {
    return kinds.size();
  }

  /**
   * Whether a unit carries anything.
   *
   * @param unit from 0
   * @return alive, dead or not finite
   */
  public Kind kind(int unit) {
    return kinds.get(unit);
  }

  @Nullable PresortedColumn sorted(int unit) {
    return sorted.get(unit);
  }

  /** The values that rows of a living unit share. */
  Atoms atoms(int unit) {
    return atoms.get(unit);
  }
}
