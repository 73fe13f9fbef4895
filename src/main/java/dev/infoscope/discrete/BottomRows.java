// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * {@link BottomK} that keeps the values of its rows: of all rows offered the k whose ids have the
 * smallest hashes under a seed. The same rows whatever the order, blocks and partitions. k rows of
 * memory.
 */
public final class BottomRows implements Accumulator<KeptRows, BottomRows> {
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::hash)
          .thenComparingLong(Row::id)
          .thenComparing(Row::values, (a, b) -> Arrays.compare(a, b));

  private static final int MOST_WIDTH = Integer.MAX_VALUE / Double.BYTES - 1;

  private final int capacity;
  private final int width;
  private final long seed;
  private final PriorityQueue<Row> kept = new PriorityQueue<>(ORDER.reversed());
  private long samples;

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(long hash, long id, double[] values) {}

  /**
   * An empty sample.
   *
   * @param capacity k, at least 0
   * @param width values of a row, at least 1
   * @param seed of the choice; the hash of a row is {@link Mix#at} of seed and id
   * @throws IllegalArgumentException if a number is too small
   */
  public BottomRows(int capacity, int width, long seed) {
    this.capacity = Require.atLeast("capacity", capacity, 0);
    this.width = Require.atLeast("width", width, 1);
    this.seed = seed;
  }

  /**
   * Offers a row.
   *
   * @param id by which it is chosen and found again
   * @param values of the row, copied if it is kept
   * @return this sample
   * @throws IllegalArgumentException for another number of values
   */
  public BottomRows offer(long id, double[] values) {
    Require.that(values.length == width, "values (%d) must be %d", values.length, width);
    if (wants(id)) {
      keep(new Row(Mix.at(seed, id), id, values.clone()));
    }
    samples++;
    return this;
  }

  /**
   * Whether a row may be kept, so that the values of others need not be gathered.
   *
   * @param id of the row
   * @return false if it would not be kept
   */
  public boolean wants(long id) {
    return kept.size() < capacity || capacity > 0 && Mix.at(seed, id) <= kept.element().hash();
  }

  /**
   * Counts rows that are not {@link #wants wanted}.
   *
   * @param rows how many
   */
  public void passOver(long rows) {
    samples += rows;
  }

  private void keep(Row row) {
    kept.add(row);
    if (kept.size() > capacity) {
      kept.remove();
    }
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public BottomRows merge(BottomRows other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(isLike(other), "samples differ: %s and %s", this, other);
    other.kept.forEach(this::keep);
    samples += other.samples;
    return this;
  }

  /**
   * Whether samples are made by the same rule, so that they can be merged.
   *
   * @param other another sample
   * @return whether capacity, width and seed are equal
   */
  public boolean isLike(BottomRows other) {
    return capacity == other.capacity && width == other.width && seed == other.seed;
  }

  @Override
  public KeptRows snapshot() {
    Row[] rows =
        kept.stream()
            .sorted(Comparator.comparingLong(Row::id).thenComparing(ORDER))
            .toArray(Row[]::new);
    return new KeptRows(
        Arrays.stream(rows).mapToLong(Row::id).toArray(),
        Arrays.stream(rows).map(row -> row.values().clone()).toArray(double[][]::new),
        samples);
  }

  @Override
  public SerialKind kind() {
    return SerialKind.ROW_VALUES;
  }

  @Override
  public void write(SerialWriter out) {
    out.count(capacity).count(width).word(seed).count(samples);
    kept.stream().sorted(ORDER).forEach(row -> write(row, out));
  }

  /** The hash follows from the id; values of single precision take four bytes. */
  private static void write(Row row, SerialWriter out) {
    boolean single = isSingle(row.values());
    out.signed(row.id()).number(single ? 1 : 0);
    for (double value : row.values()) {
      if (single) {
        out.single((float) value);
      } else {
        out.real(value);
      }
    }
  }

  private static boolean isSingle(double[] values) {
    for (double value : values) {
      if (Double.doubleToLongBits((float) value) != Double.doubleToLongBits(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return a sample equal to the one written
   * @throws SerialFormException if it holds none
   */
  public static BottomRows read(SerialReader in) {
    int capacity = in.size("capacity", 0, Integer.MAX_VALUE);
    BottomRows sample = new BottomRows(capacity, in.size("width", 1, MOST_WIDTH), in.word());
    sample.samples = in.count("rows", 0, Long.MAX_VALUE);
    int rows = (int) Math.min(capacity, sample.samples);
    in.requireLeft("rows", rows, 2 + Float.BYTES * sample.width);
    @Nullable Row before = null;
    for (int i = 0; i < rows; i++) {
      Row row = sample.readRow(in);
      in.require(before == null || ORDER.compare(row, before) >= 0, "rows must ascend");
      sample.kept.add(row);
      before = row;
    }
    return sample;
  }

  private Row readRow(SerialReader in) {
    long id = in.signed();
    boolean single = in.size("precision", 0, 1) == 1;
    in.requireLeft("values", width, single ? Float.BYTES : Double.BYTES);
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = single ? in.single() : in.real();
    }
    in.require(single == isSingle(values), "values must have the least precision they need");
    return new Row(Mix.at(seed, id), id, values);
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return a sample equal to the one written
   * @throws SerialFormException if it is none, in one line
   */
  public static BottomRows fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.ROW_VALUES, BottomRows::read);
  }

  @Override
  public String toString() {
    return capacity + " rows of " + width + " values by seed " + seed;
  }
}
