// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * A uniform sample of rows, chosen by the hash of their id: of all rows offered the k with the
 * smallest hashes are kept (bottom-k sketch, Cohen and Kaplan 2007, doi 10.1145/1281100.1281133).
 *
 * <p>The choice depends on the ids and the seed alone, not on order, batches or shards; layers and
 * epochs that see the same ids keep the same rows, so estimates on them are paired. For the
 * estimators that need values and not counts. O(1) expected per row and O(log k) per row kept; k
 * rows of memory.
 *
 * <p>An id that is offered twice is two rows.
 */
public final class BottomK implements Accumulator<RowSample, BottomK> {
  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::hash)
          .thenComparingLong(Row::id)
          .thenComparingInt(Row::label)
          .thenComparing(Row::values, Arrays::compare);

  private final int capacity;
  private final int units;
  private final long seed;
  private final PriorityQueue<Row> kept = new PriorityQueue<>(ORDER.reversed());
  private long samples;

  private record Row(long hash, long id, int label, double[] values) {}

  /**
   * An empty sample.
   *
   * @param capacity k, at least 1
   * @param units width of the rows, at least 1
   * @param seed of the choice; samples with the same seed choose the same ids
   * @throws IllegalArgumentException if {@code capacity < 1} or {@code units < 1}
   */
  public BottomK(int capacity, int units, long seed) {
    this.capacity = Require.atLeast("capacity", capacity, 1);
    this.units = Require.atLeast("units", units, 1);
    this.seed = seed;
  }

  /**
   * Offers rows.
   *
   * @param ids one per example: what it is, not where it stands
   * @param activations values, {@code [examples x units]}
   * @param labels one per example
   * @return this sample
   * @throws IllegalArgumentException if the shapes disagree
   */
  public BottomK accept(long[] ids, Activations activations, int[] labels) {
    int examples = activations.examples();
    Require.that(
        ids.length == examples && labels.length == examples,
        "activations have %d rows, ids %d, labels %d",
        examples,
        ids.length,
        labels.length);
    Require.that(
        activations.units() == units,
        "activations are %d units wide, the sample %d",
        activations.units(),
        units);
    for (int row = 0; row < examples; row++) {
      long hash = Mix.at(seed, ids[row]);
      if (kept.size() < capacity || hash <= kept.element().hash()) {
        double[] values = new double[units];
        activations.copy(row, 1, values);
        offer(new Row(hash, ids[row], labels[row], values));
      }
    }
    samples += examples;
    return this;
  }

  private void offer(Row row) {
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
        capacity == other.capacity && units == other.units && seed == other.seed,
        "samples differ: %s and %s",
        this,
        other);
    other.kept.forEach(this::offer);
    samples += other.samples;
    return this;
  }

  /**
   * Hands out the rows kept, ascending by hash: an order that has nothing to do with the data.
   *
   * @return the sample
   */
  @Override
  public RowSample snapshot() {
    Row[] rows = kept.stream().sorted(ORDER).toArray(Row[]::new);
    double[] values = new double[rows.length * units];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row].values(), 0, values, row * units, units);
    }
    return new RowSample(
        Arrays.stream(rows).mapToLong(Row::id).toArray(),
        Activations.of(values, units),
        Arrays.stream(rows).mapToInt(Row::label).toArray(),
        samples);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d rows of %d units, seed %d", capacity, units, seed);
  }
}
