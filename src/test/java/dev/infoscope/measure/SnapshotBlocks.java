// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.network.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Snapshots cut into blocks of rows, counted apart and merged. */
public final class SnapshotBlocks {
  private final Snapshot whole;
  private final List<List<int[]>> partitions = new ArrayList<>(); // blocks of rows of each

  /** Deals the rows to partitions, of which some may be empty, and cuts each into blocks. */
  public SnapshotBlocks(Snapshot whole, int partitions, long seed) {
    this.whole = whole;
    SplittableRandom random = new SplittableRandom(seed);
    int[] rows = IntStream.range(0, whole.examples()).toArray();
    for (int i = rows.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
    int from = 0;
    for (int part = 0; part < partitions; part++) {
      int to = part == partitions - 1 ? rows.length : random.nextInt(from, rows.length + 1);
      List<int[]> blocks = new ArrayList<>();
      for (int at = from; at < to; at += 100) {
        blocks.add(Arrays.copyOfRange(rows, at, Math.min(to, at + 100)));
      }
      this.partitions.add(blocks);
      from = to;
    }
  }

  /** Five layers that feed each other: one wide, one constant, one with a NaN, one of outputs. */
  public static Snapshot network(int rows, boolean broken) {
    int[] labels = Snapshots.labels(rows, 3);
    double[] inputs = Snapshots.clusters(1, labels, 6, 1.5);
    double[] hidden = Snapshots.clusters(2, labels, 7, 1.0);
    double[] linear = Snapshots.clusters(3, labels, 5, 2.0);
    double[] constant = new double[rows * 2];
    double[] outputs = Snapshots.clusters(4, labels, 3, 0.5);
    Arrays.setAll(linear, i -> i % 5 == 1 ? 0.25 : 3 * linear[i]); // a dead unit
    int[] predictions = new int[rows];
    Arrays.setAll(predictions, row -> row % 7 == 0 ? 2 : labels[row]);
    if (broken) {
      outputs[5] = Double.NaN;
    }
    List<LayerSnapshot> layers =
        List.of(
            Snapshots.seen(Snapshots.tanh(0), hidden, 7).from(Source.input(0)),
            Snapshots.seen(Snapshots.linear(1), linear, 5).from(Source.layer(0)),
            Snapshots.seen(Snapshots.linear(2), constant, 2).from(Source.layer(1)),
            Snapshots.seen(Snapshots.tanh(4), outputs, 3).from(Source.layer(1), Source.input(0)));
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0.5),
        labels,
        4,
        predictions,
        layers,
        List.of(new InputSnapshot("pixels", Activations.of(inputs, 6), "")),
        null);
  }

  /** One layer that an input feeds; what is predicted are the labels. */
  public static Snapshot plain(Activations input, Activations layer, int[] labels) {
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0.5),
        labels,
        3,
        labels,
        List.of(new LayerSnapshot(Snapshots.linear(0), layer).from(Source.input(0))),
        List.of(new InputSnapshot("pixels", input, "")),
        null);
  }

  /** Some rows of a snapshot. */
  public static Snapshot rows(Snapshot all, int... rows) {
    int[] predictions = all.predictions();
    return new Snapshot(
        all.moment(),
        pick(all.labels(), rows),
        all.classes(),
        predictions == null ? null : pick(predictions, rows),
        all.layers().stream()
            .map(
                layer ->
                    new LayerSnapshot(
                        layer.layer(),
                        layer.activations().select(rows),
                        null,
                        layer.sources(),
                        layer.logits() == null ? null : layer.logits().select(rows)))
            .toList(),
        all.inputs().stream()
            .map(
                input ->
                    new InputSnapshot(
                        input.name(), input.activations().select(rows), input.reduction()))
            .toList(),
        null);
  }

  private static int[] pick(int[] values, int... rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private static long[] ids(int... rows) {
    return Arrays.stream(rows).asLongStream().toArray();
  }

  /** The first pass; every partition is written and read before it is merged. */
  public SnapshotScan scan(int mostRows) {
    SnapshotScan all = new SnapshotScan(mostRows, 5);
    for (List<int[]> partition : partitions) {
      SnapshotScan scan = new SnapshotScan(mostRows, 5);
      partition.forEach(block -> scan.accept(rows(whole, block), ids(block)));
      all = SnapshotScan.fromBytes(scan.toBytes()).merge(all);
    }
    return all;
  }

  /** The second pass; every partition is written and read before it is merged. */
  public SnapshotCounts counts(CountedMeasure measure, SnapshotSummary summary) {
    SnapshotCounts all = measure.counts(like(), summary);
    for (List<int[]> partition : partitions) {
      SnapshotCounts counts = measure.counts(like(), summary);
      partition.forEach(block -> counts.accept(rows(whole, block), ids(block)));
      all = measure.counts(summary, counts.toBytes()).merge(all);
    }
    return all;
  }

  /** A block of which only the shape is looked at. */
  public Snapshot like() {
    return rows(whole, 0);
  }

  /** Both passes and the readings. */
  public Findings findings(CountedMeasure measure, int mostRows) throws Exception {
    SnapshotSummary summary = scan(mostRows).snapshot();
    return measure.findings(like(), summary, counts(measure, summary));
  }
}
