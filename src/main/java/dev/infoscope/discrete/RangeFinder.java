// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the range of every unit of a layer, and of all together, in blocks: the first pass of two
 * where bins depend on data. O(units) of memory.
 */
public final class RangeFinder implements Accumulator<UnitRanges, RangeFinder> {
  private static final int BLOCK = 64;

  private final double[] low;
  private final double[] high;
  private long samples;
  private long notFinite;
  private double least = Double.POSITIVE_INFINITY; // finite values only, of all units
  private double most = Double.NEGATIVE_INFINITY;

  /**
   * No row was seen yet.
   *
   * @param units of the layer, at least 1
   */
  public RangeFinder(int units) {
    low = new double[Require.atLeast("units", units, 1)];
    high = new double[units];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  /**
   * Adds rows.
   *
   * @param activations values, {@code [examples x units]}
   * @return this
   * @throws IllegalArgumentException if the width differs; then nothing is added
   */
  public RangeFinder accept(Activations activations) {
    int units = low.length;
    String rule = "activations have %d units, not %d";
    Require.that(activations.units() == units, rule, activations.units(), units);
    int examples = activations.examples();
    double[] rows = new double[Math.min(BLOCK, examples) * units];
    for (int first = 0; first < examples; first += BLOCK) {
      int count = Math.min(BLOCK, examples - first);
      activations.copy(first, count, rows);
      for (int at = 0; at < count * units; at += units) {
        add(rows, at);
      }
    }
    samples += examples;
    return this;
  }

  private void add(double[] rows, int first) {
    for (int unit = 0; unit < low.length; unit++) {
      double value = rows[first + unit] + 0.0; // no minus zero
      if (!Double.isFinite(value)) {
        addNotFinite(unit, value);
        continue;
      }
      if (value < low[unit]) { // seldom: costs less than Math.min; NaN stays NaN
        low[unit] = value;
      }
      if (value > high[unit]) {
        high[unit] = value;
      }
      least = value < least ? value : least; // Math.min would wait for itself
      most = value > most ? value : most;
    }
  }

  private void addNotFinite(int unit, double value) {
    low[unit] = Math.min(low[unit], value);
    high[unit] = Math.max(high[unit], value);
    notFinite++;
  }

  /**
   * Width of the layer.
   *
   * @return at least 1
   */
  public int units() {
    return low.length;
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public RangeFinder merge(RangeFinder other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    String rule = "units differ: %d and %d";
    Require.that(low.length == other.low.length, rule, low.length, other.low.length);
    for (int unit = 0; unit < low.length; unit++) {
      low[unit] = Math.min(low[unit], other.low[unit]);
      high[unit] = Math.max(high[unit], other.high[unit]);
    }
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    samples += other.samples;
    notFinite += other.notFinite;
    return this;
  }

  @Override
  public UnitRanges snapshot() {
    @Nullable Range finite = least > most ? null : new Range(least, most);
    ValueSummary summary = new ValueSummary(samples * low.length, notFinite, finite);
    return new UnitRanges(low.clone(), high.clone(), summary);
  }

  @Override
  public SerialKind kind() {
    return SerialKind.UNIT_RANGES;
  }

  @Override
  public void write(SerialWriter out) {
    out.count(low.length).count(samples);
    if (samples > 0) {
      out.count(notFinite).real(least).real(most);
      for (int unit = 0; unit < low.length; unit++) {
        out.real(low[unit]).real(high[unit]);
      }
    }
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return ranges equal to those written
   * @throws SerialFormException if it holds none
   */
  public static RangeFinder read(SerialReader in) {
    RangeFinder ranges = new RangeFinder(in.size("units", 1, SerialReader.MOST));
    int units = ranges.low.length;
    ranges.samples = in.count("rows", 0, Long.MAX_VALUE / SerialReader.MOST);
    if (ranges.samples > 0) {
      ranges.notFinite = in.count("values not finite", 0, ranges.samples * units);
      ranges.least = in.plainReal();
      ranges.most = in.plainReal();
      boolean none = ranges.notFinite == ranges.samples * units;
      in.require(
          none
              ? ranges.least == Double.POSITIVE_INFINITY && ranges.most == Double.NEGATIVE_INFINITY
              : ranges.least <= ranges.most && Double.isFinite(ranges.most - ranges.least + 1),
          "the range of all units must be finite and ascend");
      in.requireLeft("units", units, 2 * Double.BYTES);
      for (int unit = 0; unit < units; unit++) {
        ranges.readUnit(unit, in);
      }
    }
    return ranges;
  }

  private void readUnit(int unit, SerialReader in) {
    low[unit] = in.plainReal();
    high[unit] = in.plainReal();
    boolean none = Double.isNaN(low[unit]) && Double.isNaN(high[unit]);
    in.require(none || low[unit] <= high[unit], "the range of unit %d must ascend", unit);
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return ranges equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static RangeFinder fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.UNIT_RANGES, RangeFinder::read);
  }
}
