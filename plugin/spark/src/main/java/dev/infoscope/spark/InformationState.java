// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Range;
import dev.infoscope.measure.plane.BinnedCounts;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of a layer with their labels, counted row by row. Between processes it is the serial
 * form of {@link BinnedCounts}.
 */
public final class InformationState implements Serializable {
  private static final long serialVersionUID = 1;

  /** Labels are below it; those that do not occur cost nothing. */
  private static final int CLASSES = 1 << 16;

  private static final int MOST_PAIRS = 1 << 20;
  private static final int BLOCK = 64;

  private transient @Nullable BinnedCounts counts;
  private transient double[] values = {};
  private transient int[] labels = new int[BLOCK];
  private transient int rows; // gathered and not counted yet

  InformationState() {}

  void add(double[] activation, long label, int bins, double low, double high) {
    if (label < 0 || label >= CLASSES) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "label (%d) must be from 0 to %d", label, CLASSES - 1));
    }
    if (counts == null) {
      Bins edges = Bins.equalWidth(low, high, bins);
      counts = new BinnedCounts(edges, activation.length, CLASSES, BLOCK, MOST_PAIRS);
      values = new double[BLOCK * activation.length];
    }
    requireWidth(activation.length);
    System.arraycopy(activation, 0, values, rows * activation.length, activation.length);
    labels[rows++] = (int) label;
    if (rows == BLOCK) {
      flush();
    }
  }

  private void requireWidth(int units) {
    if (values.length != BLOCK * units) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "activation has %d values, those of the same group %d", units, units()));
    }
  }

  private void flush() {
    BinnedCounts all = counts;
    if (all == null || rows == 0) {
      return;
    }
    double[] some = Arrays.copyOf(values, units() * rows);
    double low = Arrays.stream(some).min().orElse(0);
    double high = Arrays.stream(some).max().orElse(0);
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException("activation must be finite");
    }
    all.accept(Activations.of(some, units()), Arrays.copyOf(labels, rows), new Range(low, high));
    rows = 0;
  }

  /** Values of an activation; 0 without rows. */
  int units() {
    return values.length / BLOCK;
  }

  /** Everything counted; null without rows. */
  @Nullable BinnedCounts counts() {
    flush();
    return counts;
  }

  void merge(InformationState other) {
    BinnedCounts more = other.counts();
    BinnedCounts own = counts();
    if (more == null) {
      return;
    }
    if (own == null) {
      counts = more;
      values = other.values;
    } else {
      requireWidth(other.units());
      own.merge(more);
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    BinnedCounts all = counts();
    byte[] bytes = all == null ? new byte[0] : all.toBytes();
    out.writeInt(values.length);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    values = new double[in.readInt()];
    labels = new int[BLOCK];
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    counts = bytes.length == 0 ? null : BinnedCounts.fromBytes(bytes);
  }
}
