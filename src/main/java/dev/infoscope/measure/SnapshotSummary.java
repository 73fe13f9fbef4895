// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.KeptRows;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.UnitRanges;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@link SnapshotScan} found. Immutable; equal evidence gives equal summaries. */
public final class SnapshotSummary {
  /** A row begins with its class and the class predicted, -1 for none. */
  static final int CLASSES = 2;

  static final SnapshotSummary NONE =
      new SnapshotSummary(
          new SnapshotShape(1, false, List.of(), List.of(), List.of()),
          List.of(),
          new int[0],
          new int[0],
          0,
          new KeptRows(new long[0], new double[0][], 0));

  private final SnapshotShape shape;
  private final List<UnitRanges> ranges;
  private final int[] labels; // that occur, ascending
  private final int[] predictions;
  private final long fingerprint;
  private final KeptRows rows;

  SnapshotSummary(
      SnapshotShape shape,
      List<UnitRanges> ranges,
      int[] labels,
      int[] predictions,
      long fingerprint,
      KeptRows rows) {
    this.shape = shape;
    this.ranges = List.copyOf(ranges);
    this.labels = labels;
    this.predictions = predictions;
    this.fingerprint = fingerprint;
    this.rows = rows;
  }

  static double[] row(Snapshot block, List<Activations> parts, int row) {
    int width = parts.stream().mapToInt(Activations::units).sum();
    double[] all = new double[CLASSES + width];
    int[] predictions = block.predictions();
    all[0] = block.labels()[row];
    all[1] = predictions == null ? -1 : predictions[row];
    int at = CLASSES;
    for (Activations part : parts) {
      double[] values = new double[part.units()];
      part.copy(row, 1, values);
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  static void requireClasses(SerialReader in, SnapshotShape shape, double[] row) {
    boolean label = row[0] >= 0 && row[0] < shape.classes() && row[0] == (int) row[0];
    boolean predicted = shape.predicts() ? row[1] >= 0 && row[1] == (int) row[1] : row[1] == -1;
    in.require(label && predicted, "class %s and prediction %s of a row", row[0], row[1]);
  }

  /**
   * Number of rows that were seen.
   *
   * @return at least 0
   */
  public long samples() {
    return rows.offered();
  }

  /**
   * The identity of all rows together: the sum of the hashes of their ids under the seed of the
   * choice, modulo 2^64.
   *
   * @return the same for the same ids in any order
   */
  public long fingerprint() {
    return fingerprint;
  }

  /**
   * Whether the rows that are kept are all there are, so that what is found from them is exact.
   *
   * @return whether no row was left out
   */
  public boolean keepsAll() {
    return rows.isAll();
  }

  /**
   * Ranges of an input.
   *
   * @param number of the input, from 0
   * @return one range per unit
   */
  public UnitRanges ofInput(int number) {
    return ranges.get(number);
  }

  /**
   * Ranges of a layer.
   *
   * @param position in the snapshot's list of layers, from 0
   * @return one range per unit
   */
  public UnitRanges ofLayer(int position) {
    return ranges.get(shape.partOfLayer(position));
  }

  /**
   * Ranges of what a layer's links are read from.
   *
   * @param position in the snapshot's list of layers, from 0
   * @return those of its logits, if there are some, else of the layer
   */
  public UnitRanges ofLogitsOrLayer(int position) {
    int logits = shape.partOfLogits(position);
    return ranges.get(logits < 0 ? shape.partOfLayer(position) : logits);
  }

  /**
   * Classes that occur among the labels.
   *
   * @return ascending
   */
  public Ranks labels() {
    return Ranks.of(labels);
  }

  /**
   * Classes that are predicted.
   *
   * @return ascending; none if none are predicted
   */
  public Ranks predictions() {
    return Ranks.of(predictions);
  }

  /**
   * Classes that occur or are predicted.
   *
   * @return ascending
   */
  public Ranks labelsAndPredictions() {
    return Ranks.of(labels, predictions);
  }

  /**
   * The rows that were kept, as a snapshot that any measure of activations can read: all rows there
   * are, in the order of their ids, while they are no more than were to be kept.
   *
   * @param like any block of the same network; its rows are not looked at
   * @return the rows; without weights, outputs and access to the network
   * @throws IllegalArgumentException if the block has another shape
   */
  public Snapshot rows(Snapshot like) {
    requireShape(like);
    List<InputSnapshot> inputs = new ArrayList<>();
    for (InputSnapshot input : like.inputs()) {
      Activations values = values(inputs.size());
      inputs.add(new InputSnapshot(input.name(), values, input.reduction()));
    }
    List<LayerSnapshot> layers = new ArrayList<>();
    for (LayerSnapshot seen : like.layers()) {
      int logits = shape.partOfLogits(layers.size());
      Activations values = values(shape.partOfLayer(layers.size()));
      layers.add(
          new LayerSnapshot(
              seen.layer(), values, null, seen.sources(), logits < 0 ? null : values(logits)));
    }
    return new Snapshot(
        like.moment(),
        classes(0),
        shape.classes(),
        labels.length,
        shape.predicts() ? classes(1) : null,
        layers,
        inputs,
        List.of(),
        List.of(),
        null);
  }

  /**
   * Refuses a block of another network.
   *
   * @param like some block
   * @throws IllegalArgumentException if it has another shape
   */
  public void requireShape(Snapshot like) {
    SnapshotShape other = SnapshotShape.of(like);
    Require.that(shape.equals(other), "shapes differ: %s and %s", shape, other);
  }

  private int[] classes(int column) {
    return Arrays.stream(rows.values()).mapToInt(row -> (int) row[column]).toArray();
  }

  private Activations values(int part) {
    List<Integer> widths = shape.widths();
    int first = CLASSES + widths.subList(0, part).stream().mapToInt(width -> width).sum();
    int units = widths.get(part);
    double[] values = new double[Math.multiplyExact(rows.ids().length, units)];
    for (int row = 0; row < rows.ids().length; row++) {
      System.arraycopy(rows.values()[row], first, values, row * units, units);
    }
    return Activations.of(values, units);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SnapshotSummary that
        && shape.equals(that.shape)
        && ranges.equals(that.ranges)
        && fingerprint == that.fingerprint
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(predictions, that.predictions)
        && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + rows.hashCode();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, %s", shape, rows);
  }
}
