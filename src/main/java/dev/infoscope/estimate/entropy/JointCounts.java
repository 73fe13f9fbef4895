// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.entropy;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.discrete.SerialBins;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * Counts the codes of chosen units of one layer together with those of chosen units of another, in
 * blocks of rows. O(units of A x units of B) per row, by bit planes where they are fast; four bytes
 * per cell of a table for each pair.
 */
public final class JointCounts implements Accumulator<JointTable, JointCounts> {
  private static final long MOST_CELLS = 1L << 28;

  private final Side a;
  private final Side b;
  private int[] cells = new int[0]; // until there are samples
  private long samples;

  /** Chosen units of a layer and their bins. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Side(int[] units, Bins bins) {
    Side {
      Require.atLeast("units", units.length, 1);
      Require.that(
          units.length == bins.units(),
          "units (%d) must be as many as have bins of their own (%d)",
          units.length,
          bins.units());
      for (int i = 0; i < units.length; i++) {
        Require.that(units[i] >= 0 && (i == 0 || units[i] > units[i - 1]), "units must ascend");
      }
    }

    CodeColumns codes(Activations layer) {
      return CodeColumns.of(layer.selectUnits(units), bins);
    }

    boolean isLike(Side other) {
      return Arrays.equals(units, other.units) && bins.equals(other.bins);
    }

    void write(SerialWriter out) {
      SerialBins.write(bins, out);
      int next = 0;
      for (int unit : units) {
        out.count(unit - next);
        next = unit + 1;
      }
    }

    static Side read(SerialReader in) {
      Bins bins = SerialBins.read(in);
      int[] units = new int[bins.units()];
      int next = 0;
      for (int i = 0; i < units.length; i++) {
        units[i] = next + in.size("units passed over", 0, SerialReader.MOST - next);
        next = units[i] + 1;
      }
      return new Side(units, bins);
    }
  }

  /**
   * Nothing counted yet.
   *
   * @param unitsA chosen units of layer A, ascending
   * @param binsA of each of them its own, at most 128
   * @param unitsB chosen units of layer B, ascending
   * @param binsB of each of them its own, at most 128
   * @throws IllegalArgumentException if units and bins do not fit, or the tables of all pairs have
   *     more than 2^28 cells
   */
  public JointCounts(int[] unitsA, Bins binsA, int[] unitsB, Bins binsB) {
    this(new Side(unitsA.clone(), binsA), new Side(unitsB.clone(), binsB));
  }

  private JointCounts(Side a, Side b) {
    this.a = a;
    this.b = b;
    long pairs = (long) a.units().length * b.units().length;
    long all = Math.multiplyExact(pairs, (long) a.bins().bins() * b.bins().bins());
    Require.that(all <= MOST_CELLS, "cells of all pairs (%d) must be <= %d", all, MOST_CELLS);
  }

  private int size() {
    return a.units().length * b.units().length * a.bins().bins() * b.bins().bins();
  }

  /**
   * Adds rows.
   *
   * @param layerA all units of layer A, {@code [examples x units]}
   * @param layerB all units of layer B on the same rows
   * @return this
   * @throws IllegalArgumentException if the numbers of rows differ or a layer is too narrow;
   *     nothing is added then
   */
  public JointCounts accept(Activations layerA, Activations layerB) {
    boolean few = Math.max(a.bins().bins(), b.bins().bins()) <= BitPlanes.MOST_BINS;
    return accept(layerA, layerB, few && BitPlaneSpeed.isFast());
  }

  JointCounts accept(Activations layerA, Activations layerB, boolean planes) {
    int rows = layerA.examples();
    Require.that(rows == layerB.examples(), "rows differ: %d and %d", rows, layerB.examples());
    requireWidth(a, layerA);
    requireWidth(b, layerB);
    requireRoom(rows);
    if (rows > 0) {
      allocate();
      add(a.codes(layerA), b.codes(layerB), planes);
      samples += rows;
    }
    return this;
  }

  private static void requireWidth(Side side, Activations layer) {
    int last = side.units()[side.units().length - 1];
    Require.that(
        last < layer.units(), "unit %d must be below the layer's width (%d)", last, layer.units());
  }

  private void requireRoom(long more) {
    Require.that(
        samples + more <= Integer.MAX_VALUE,
        "samples (%d) must be <= %d",
        samples + more,
        Integer.MAX_VALUE);
  }

  private void allocate() {
    if (cells.length == 0) {
      cells = new int[size()];
    }
  }

  private void add(CodeColumns codesA, CodeColumns codesB, boolean byPlanes) {
    if (!byPlanes) {
      add(codesA, codesB);
      return;
    }
    BitPlanes planes = BitPlanes.prepared(codesA, codesB);
    int size = size() / a.units().length;
    for (int i = 0; i < a.units().length; i++) {
      planes.add(i, cells, i * size);
    }
  }

  /** Pair by pair, so that a pair's table stays in the processor's cache. */
  private void add(CodeColumns codesA, CodeColumns codesB) {
    int columns = b.bins().bins();
    int size = a.bins().bins() * columns;
    int at = 0;
    for (int i = 0; i < a.units().length; i++) {
      byte[] first = codesA.column(i);
      for (int j = 0; j < b.units().length; j++, at += size) {
        byte[] second = codesB.column(j);
        for (int row = 0; row < first.length; row++) {
          cells[at + first[row] * columns + second[row]]++;
        }
      }
    }
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public JointCounts merge(JointCounts other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(
        a.isLike(other.a) && b.isLike(other.b), "counts of other units or bins cannot be merged");
    requireRoom(other.samples);
    if (other.samples > 0) {
      allocate();
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] += other.cells[cell];
      }
      samples += other.samples;
    }
    return this;
  }

  @Override
  public JointTable snapshot() {
    return table(cells.clone());
  }

  private JointTable table(int... counts) {
    int binsA = a.bins().bins();
    int binsB = b.bins().bins();
    return new JointTable(a.units().length, b.units().length, binsA, binsB, counts, samples);
  }

  @Override
  public SerialKind kind() {
    return SerialKind.PAIR_COUNTS;
  }

  @Override
  public void write(SerialWriter out) {
    a.write(out);
    b.write(out);
    out.count(samples);
    for (int cell : cells) {
      out.count(cell);
    }
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static JointCounts read(SerialReader in) {
    JointCounts counts = new JointCounts(Side.read(in), Side.read(in));
    counts.samples = in.count("rows", 0, Integer.MAX_VALUE);
    if (counts.samples > 0) {
      in.requireLeft("cells", counts.size(), 1);
      counts.allocate();
      for (int cell = 0; cell < counts.cells.length; cell++) {
        counts.cells[cell] = in.size("rows of a cell", 0, (int) counts.samples);
      }
      in.require(counts.isOfSameRows(), "tables of pairs are not of the same rows");
    }
    return counts;
  }

  /** Whether every unit has the same codes with every other, as often as there are rows. */
  private boolean isOfSameRows() {
    JointTable table = table(cells);
    for (int i = 0; i < a.units().length; i++) {
      for (int j = 0; j < b.units().length; j++) {
        int[][] margins = table.margins(i, j);
        if (Arrays.stream(margins[0]).asLongStream().sum() != samples
            || !Arrays.equals(margins[0], table.margins(i, 0)[0])
            || !Arrays.equals(margins[1], table.margins(0, j)[1])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static JointCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.PAIR_COUNTS, JointCounts::read);
  }
}
