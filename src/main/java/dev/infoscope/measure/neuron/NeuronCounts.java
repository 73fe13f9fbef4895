// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.SerialBins;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Counts the codes of every unit of a layer per class, and gathers the range, the class means and a
 * fingerprint of its values. All of it is integer arithmetic or minimum and maximum, so any batch
 * size, order and grouping gives the same bits.
 *
 * <p>O(units * edges) per example; memory O(units * classes * edges), whatever the number of
 * examples. Values may be NaN; then the unit says so.
 */
public final class NeuronCounts implements Accumulator<NeuronTable, NeuronCounts> {
  private static final int BLOCK = 1 << 11; // values, which stay in the first cache
  private static final int MOST_EMPTY = 1 << 26; // cells that no bytes of a serial form prove

  private final Bins bins;
  private final int[] classSizes;
  private final int[] reached; // [classes x edges x units] samples that reach the edge
  private final double[] low;
  private final double[] high;
  private final FixedPointSums sums; // [classes x units]
  private final ColumnHashes hashes;
  private long samples;

  /**
   * An empty accumulator.
   *
   * @param bins of each unit's own; only counts made with equal bins can be merged
   * @param classes number of labels, at least 1
   * @throws IllegalArgumentException if {@code classes < 1} or all units share the bins
   */
  public NeuronCounts(Bins bins, int classes) {
    this.bins = bins;
    Require.atLeast("units with bins of their own", bins.units(), 1);
    classSizes = new int[Require.atLeast("classes", classes, 1)];
    int cells = Math.multiplyExact(classes, bins.units());
    reached = new int[Math.multiplyExact(cells, bins.bins() - 1)];
    low = new double[bins.units()];
    high = new double[bins.units()];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    sums = new FixedPointSums(cells);
    hashes = new ColumnHashes(bins.units());
  }

  /**
   * Adds rows.
   *
   * @param activations values, {@code [examples x units]}
   * @param labels one label per example, from 0 to {@code classes - 1}
   * @return this accumulator
   * @throws IllegalArgumentException if the shapes disagree or a label is out of range; then
   *     nothing is added
   */
  public NeuronCounts accept(Activations activations, int[] labels) {
    int[] sizes = LabelledRows.check(activations, labels, classSizes.length, bins.units());
    requireRoom(labels.length);
    addTo(classSizes, sizes);
    samples += labels.length;
    int most = Math.max(1, BLOCK / bins.units());
    double[] rows = new double[Math.min(most, labels.length) * bins.units()];
    for (int first = 0; first < labels.length; first += most) {
      int count = Math.min(most, labels.length - first);
      activations.copy(first, count, rows);
      for (int row = 0; row < count; row++) {
        add(rows, row * bins.units(), labels[first + row]);
      }
    }
    return this;
  }

  private void requireRoom(long more) {
    Require.that(
        samples + more <= Integer.MAX_VALUE,
        "samples (%d) must be <= %d",
        samples + more,
        Integer.MAX_VALUE);
  }

  private void add(double[] rows, int first, int label) {
    int units = bins.units();
    bins.countReached(rows, first, reached, label * (bins.bins() - 1) * units);
    sums.add(rows, first, units, label * units);
    hashes.add(rows, first, bins);
    for (int unit = 0; unit < units; unit++) {
      low[unit] = Math.min(low[unit], rows[first + unit] + 0.0); // no minus zero
      high[unit] = Math.max(high[unit], rows[first + unit] + 0.0);
    }
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public NeuronCounts merge(NeuronCounts other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(bins.equals(other.bins), "bins differ: %s and %s", bins, other.bins);
    Require.that(
        classSizes.length == other.classSizes.length,
        "classes differ: %d and %d",
        classSizes.length,
        other.classSizes.length);
    requireRoom(other.samples);
    addTo(classSizes, other.classSizes);
    addTo(reached, other.reached);
    for (int unit = 0; unit < low.length; unit++) {
      low[unit] = Math.min(low[unit], other.low[unit]);
      high[unit] = Math.max(high[unit], other.high[unit]);
    }
    sums.merge(other.sums);
    hashes.merge(other.hashes);
    samples += other.samples;
    return this;
  }

  private static void addTo(int[] into, int[] counts) {
    for (int i = 0; i < into.length; i++) {
      into[i] += counts[i];
    }
  }

  @Override
  public SerialKind kind() {
    return SerialKind.UNIT_COUNTS;
  }

  @Override
  public void write(SerialWriter out) {
    SerialBins.write(bins, out);
    out.count(classSizes.length);
    for (int size : classSizes) {
      out.count(size);
    }
    for (int unit = 0; samples > 0 && unit < bins.units(); unit++) {
      out.real(low[unit]).real(high[unit]);
      hashes.write(unit, out);
      for (int label = 0; label < classSizes.length; label++) {
        for (int edge = 0; edge < bins.bins() - 1; edge++) {
          out.count(reached[at(label, edge, unit)]);
        }
        sums.write(label * bins.units() + unit, out);
      }
    }
  }

  private int at(int label, int edge, int unit) {
    return (label * (bins.bins() - 1) + edge) * bins.units() + unit;
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static NeuronCounts read(SerialReader in) {
    Bins bins = SerialBins.read(in);
    int classes = in.size("classes", 1, SerialReader.MOST);
    in.requireLeft("classes", classes, 1);
    int[] sizes = new int[classes];
    int samples = 0;
    for (int label = 0; label < classes; label++) {
      sizes[label] = in.size("rows", 0, Integer.MAX_VALUE - samples);
      samples += sizes[label];
    }
    long cells = Math.multiplyExact((long) classes * bins.bins(), Math.max(1, bins.units()));
    in.require(samples > 0 || cells <= MOST_EMPTY, "%d cells without rows", cells);
    in.requireLeft("cells", samples == 0 ? 0 : cells, 1);
    NeuronCounts counts = new NeuronCounts(bins, classes);
    addTo(counts.classSizes, sizes);
    counts.samples = samples;
    for (int unit = 0; counts.samples > 0 && unit < bins.units(); unit++) {
      counts.readUnit(unit, in);
    }
    return counts;
  }

  private void readUnit(int unit, SerialReader in) {
    low[unit] = in.plainReal();
    high[unit] = in.plainReal();
    boolean none = Double.isNaN(low[unit]) && Double.isNaN(high[unit]);
    boolean ordered = none || low[unit] <= high[unit];
    in.require(ordered, "the range of unit %d must ascend", unit);
    hashes.read(unit, in);
    for (int label = 0; label < classSizes.length; label++) {
      int most = classSizes[label];
      for (int edge = 0; edge < bins.bins() - 1; edge++) {
        most = in.size("rows above an edge", 0, Double.isNaN(bins.edge(edge, unit)) ? 0 : most);
        reached[at(label, edge, unit)] = most;
      }
      sums.read(label * bins.units() + unit, in);
    }
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static NeuronCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.UNIT_COUNTS, NeuronCounts::read);
  }

  @Override
  public NeuronTable snapshot() {
    int[] sizes = classSizes.clone();
    CodeTable codes = new CodeTable(bins.units(), bins.bins(), sizes, counts());
    UnitValues values =
        new UnitValues(
            sizes, low.clone(), high.clone(), sums.values(), hashes.ofValues(), hashes.ofCodes());
    return new NeuronTable(codes, values);
  }

  /** Samples that reach an edge less those that reach the next are the samples between. */
  private int[] counts() {
    int units = bins.units();
    int last = bins.bins() - 1;
    int[] counts = new int[units * classSizes.length * bins.bins()];
    int at = 0;
    for (int unit = 0; unit < units; unit++) {
      for (int label = 0; label < classSizes.length; label++) {
        int over = classSizes[label];
        for (int edge = 0; edge < last; edge++) {
          int next = reached[(label * last + edge) * units + unit];
          counts[at++] = over - next;
          over = next;
        }
        counts[at++] = over;
      }
    }
    return counts;
  }
}
