// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.measure.plane.BinnedCounts;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of a layer with their labels, and the range of each unit, counted row by row. Between
 * processes it is the serial forms of both.
 */
public final class InformationState implements Serializable {
  private static final long serialVersionUID = 1;

  /** Labels are below it; those that do not occur cost nothing. */
  private static final int CLASSES = 1 << 16;

  private static final int MOST_PAIRS = 1 << 20;
  private static final int BLOCK = 64;

  private transient @Nullable Counted counted;
  private transient double[] values = {};
  private transient int[] labels = new int[BLOCK];
  private transient int rows; // gathered and not counted yet

  /** What is known of the rows so far. */
  record Counted(BinnedCounts counts, RangeFinder ranges) {
    static Counted none(Bins edges, int units) {
      return new Counted(
          new BinnedCounts(edges, units, CLASSES, BLOCK, MOST_PAIRS), new RangeFinder(units));
    }

    void accept(Activations activations, int... labels) {
      ValueSummary summary = ranges.accept(activations).snapshot().summary();
      Range all = summary.range();
      if (summary.notFinite() > 0 || all == null) {
        throw new IllegalArgumentException("activation must be finite");
      }
      counts.accept(activations, labels, all);
    }

    void merge(Counted other) {
      requireWidth(other.ranges.units());
      counts.merge(other.counts);
      ranges.merge(other.ranges);
    }

    void requireWidth(int units) {
      if (units != ranges.units()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "activation has %d values, those of the same group %d",
                units,
                ranges.units()));
      }
    }
  }

  InformationState() {}

  void add(double[] activation, long label, int bins, double low, double high) {
    if (label < 0 || label >= CLASSES) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "label (%d) must be from 0 to %d", label, CLASSES - 1));
    }
    Counted all = counted;
    if (all == null) {
      all = Counted.none(Bins.equalWidth(low, high, bins), activation.length);
      counted = all;
    }
    all.requireWidth(activation.length);
    if (values.length == 0) {
      values = new double[BLOCK * activation.length];
    }
    System.arraycopy(activation, 0, values, rows * activation.length, activation.length);
    labels[rows++] = (int) label;
    if (rows == BLOCK) {
      flush(all);
    }
  }

  private void flush(Counted all) {
    if (rows > 0) {
      int units = all.ranges().units();
      Activations block = Activations.of(Arrays.copyOf(values, units * rows), units);
      all.accept(block, Arrays.copyOf(labels, rows));
      rows = 0;
    }
  }

  /** Everything counted; null without rows. */
  @Nullable Counted counted() {
    Counted all = counted;
    if (all != null) {
      flush(all);
    }
    return all;
  }

  void merge(InformationState other) {
    Counted more = other.counted();
    Counted own = counted();
    if (own == null) {
      counted = more;
    } else if (more != null) {
      own.merge(more);
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    Counted all = counted();
    write(out, all == null ? new byte[0] : all.counts().toBytes());
    if (all != null) {
      write(out, all.ranges().toBytes());
    }
  }

  private static void write(ObjectOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    values = new double[0];
    labels = new int[BLOCK];
    byte[] counts = read(in);
    counted =
        counts.length == 0
            ? null
            : new Counted(BinnedCounts.fromBytes(counts), RangeFinder.fromBytes(read(in)));
  }

  private static byte[] read(ObjectInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
