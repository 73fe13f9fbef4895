// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Require;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A uniform sample of rows, chosen by the hash of what they are: of all rows offered the k with the
 * smallest hashes are kept, of equal hashes the lower ids (bottom-k sketch, Cohen and Kaplan 2007,
 * doi 10.1145/1281100.1281133).
 *
 * <p>The choice depends on hashes and ids alone, not on order, batches or shards; layers and epochs
 * that see the same rows keep the same ones, so estimates on them are paired. O(1) expected per row
 * and O(log k) per row kept; k rows of memory. A row that is offered twice is two rows.
 */
public final class BottomK implements Accumulator<RowSample, BottomK> {
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::hash).thenComparingLong(Row::id);

  private final int capacity;
  private final PriorityQueue<Row> kept = new PriorityQueue<>(ORDER.reversed());
  private long samples;

  private record Row(long hash, long id) {}

  /**
   * An empty sample.
   *
   * @param capacity k, at least 0
   * @throws IllegalArgumentException if {@code capacity < 0}
   */
  public BottomK(int capacity) {
    this.capacity = Require.atLeast("capacity", capacity, 0);
  }

  /**
   * Offers a row.
   *
   * @param hash of what the row is, under the seed of the choice; compared with its sign
   * @param id by which the row is found again
   * @return this sample
   */
  public BottomK offer(long hash, long id) {
    samples++;
    boolean room = kept.size() < capacity;
    if (room || capacity > 0 && hash <= kept.element().hash()) {
      keep(new Row(hash, id));
    }
    return this;
  }

  private void keep(Row row) {
    kept.add(row);
    if (kept.size() > capacity) {
      kept.remove();
    }
  }

  /**
   * Counts the rows offered so far.
   *
   * @return rows, kept or not
   */
  @Override
  public long samples() {
    return samples;
  }

  @Override
  public BottomK merge(BottomK other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(
        capacity == other.capacity,
        "samples differ: %d rows and %d rows",
        capacity,
        other.capacity);
    other.kept.forEach(this::keep);
    samples += other.samples;
    return this;
  }

  @Override
  public SerialKind kind() {
    return SerialKind.ROW_CHOICE;
  }

  @Override
  public void write(SerialWriter out) {
    out.count(capacity).count(samples);
    kept.stream().sorted(ORDER).forEach(row -> out.word(row.hash()).signed(row.id()));
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return a choice equal to the one written
   * @throws SerialFormException if it holds none
   */
  public static BottomK read(SerialReader in) {
    BottomK choice = new BottomK(in.size("capacity", 0, Integer.MAX_VALUE));
    choice.samples = in.count("rows", 0, Long.MAX_VALUE);
    int rows = (int) Math.min(choice.capacity, choice.samples);
    in.requireLeft("rows", rows, Long.BYTES + 1);
    Row before = new Row(Long.MIN_VALUE, Long.MIN_VALUE);
    for (int i = 0; i < rows; i++) {
      Row row = new Row(in.word(), in.signed());
      in.require(ORDER.compare(row, before) >= 0, "rows must ascend");
      choice.kept.add(row);
      before = row;
    }
    return choice;
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return a choice equal to the one written
   * @throws SerialFormException if it is none, in one line
   */
  public static BottomK fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.ROW_CHOICE, BottomK::read);
  }

  /**
   * Hands out the rows kept, ascending by hash: an order that has nothing to do with the data.
   *
   * @return the sample
   */
  @Override
  public RowSample snapshot() {
    return new RowSample(kept.stream().sorted(ORDER).mapToLong(Row::id).toArray(), samples);
  }
}
