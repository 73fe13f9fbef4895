// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.BottomRows;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a snapshot that comes in blocks of rows, which may be gathered apart and
 * merged: ranges of all units, classes that occur, and the values of the k rows whose ids have the
 * smallest hashes. Bins are found from it, and measures that look at pairs of rows read the k rows.
 *
 * <p>Memory: 16 bytes per unit, and k rows of all inputs, layers and logits.
 */
public final class SnapshotScan implements Accumulator<SnapshotSummary, SnapshotScan> {
  private final int mostRows;
  private final long seed;
  private long fingerprint;
  private @Nullable Seen seen; // null before the first block

  /** What was gathered of snapshots of one shape. */
  private record Seen(
      SnapshotShape shape,
      List<RangeFinder> ranges,
      ClassSizes labels,
      ClassSizes predictions,
      BottomRows rows) {
    static Seen none(SnapshotShape shape, int mostRows, long seed) {
      return new Seen(
          shape,
          shape.widths().stream().map(RangeFinder::new).toList(),
          new ClassSizes(),
          new ClassSizes(),
          new BottomRows(mostRows, shape.width() + SnapshotSummary.CLASSES, seed));
    }

    /** Ranges and classes of all rows. */
    void accept(Snapshot block, List<Activations> parts) {
      for (int part = 0; part < parts.size(); part++) {
        ranges.get(part).accept(parts.get(part));
      }
      for (int label : block.labels()) {
        labels.add(label);
      }
      int[] predicted = block.predictions();
      for (int row = 0; predicted != null && row < predicted.length; row++) {
        predictions.add(predicted[row]);
      }
    }
  }

  /**
   * Nothing was seen yet.
   *
   * @param mostRows k, how many rows are kept at the most, at least 0
   * @param seed of the choice
   */
  public SnapshotScan(int mostRows, long seed) {
    this.mostRows = Require.atLeast("mostRows", mostRows, 0);
    this.seed = seed;
  }

  /**
   * Adds a block.
   *
   * @param block some rows of the snapshot
   * @param ids of the rows, unique over all blocks, such as their numbers
   * @return this
   * @throws IllegalArgumentException if numbers of rows differ, or the block has another shape than
   *     those before; nothing is added then
   */
  public SnapshotScan accept(Snapshot block, long[] ids) {
    Require.that(
        ids.length == block.examples(),
        "ids (%d) must be as many as rows (%d)",
        ids.length,
        block.examples());
    if (ids.length > 0) {
      Seen all = of(SnapshotShape.of(block));
      List<Activations> parts = SnapshotShape.parts(block);
      all.accept(block, parts);
      choose(all.rows(), block, parts, ids);
    }
    return this;
  }

  private void choose(BottomRows rows, Snapshot block, List<Activations> parts, long[] ids) {
    for (int row = 0; row < ids.length; row++) {
      fingerprint += Mix.at(seed, ids[row]);
      if (rows.wants(ids[row])) {
        rows.offer(ids[row], SnapshotSummary.row(block, parts, row));
      } else {
        rows.passOver(1);
      }
    }
  }

  private Seen of(SnapshotShape shape) {
    Seen known = seen;
    if (known == null) {
      known = Seen.none(shape, mostRows, seed);
      seen = known;
    }
    Require.that(known.shape().equals(shape), "shapes differ: %s and %s", known.shape(), shape);
    return known;
  }

  @Override
  public long samples() {
    return seen == null ? 0 : seen.rows().samples();
  }

  @Override
  public SnapshotScan merge(SnapshotScan other) {
    Require.that(other != this, "an accumulator cannot be merged into itself");
    Require.that(
        mostRows == other.mostRows && seed == other.seed,
        "rows differ: %d by seed %d and %d by seed %d",
        mostRows,
        seed,
        other.mostRows,
        other.seed);
    if (other.seen != null) {
      Seen all = of(other.seen.shape());
      for (int part = 0; part < all.ranges().size(); part++) {
        all.ranges().get(part).merge(other.seen.ranges().get(part));
      }
      all.labels().merge(other.seen.labels());
      all.predictions().merge(other.seen.predictions());
      all.rows().merge(other.seen.rows());
      fingerprint += other.fingerprint;
    }
    return this;
  }

  /**
   * Hands out what was found.
   *
   * @return ranges and rows; of nothing if there was no block
   */
  @Override
  public SnapshotSummary snapshot() {
    Seen all = seen;
    return all == null
        ? SnapshotSummary.NONE
        : new SnapshotSummary(
            all.shape(),
            all.ranges().stream().map(RangeFinder::snapshot).toList(),
            all.labels().classes(),
            all.predictions().classes(),
            fingerprint,
            all.rows().snapshot());
  }

  @Override
  public SerialKind kind() {
    return SerialKind.SNAPSHOT_SUMMARY;
  }

  @Override
  public void write(SerialWriter out) {
    out.count(mostRows).word(seed);
    Seen all = seen;
    out.count(all == null ? 0 : 1);
    if (all != null) {
      out.word(fingerprint);
      all.shape().write(out);
      all.ranges().forEach(ranges -> ranges.write(out));
      all.labels().write(out);
      all.predictions().write(out);
      all.rows().write(out);
    }
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return a scan equal to the one written
   * @throws SerialFormException if it is none, in one line
   */
  public static SnapshotScan fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.SNAPSHOT_SUMMARY, SnapshotScan::read);
  }

  private static SnapshotScan read(SerialReader in) {
    int mostRows = in.size("rows to keep", 0, Integer.MAX_VALUE);
    SnapshotScan scan = new SnapshotScan(mostRows, in.word());
    if (in.size("whether a block was seen", 0, 1) == 1) {
      scan.fingerprint = in.word();
      scan.seen = scan.readSeen(in);
    }
    return scan;
  }

  private Seen readSeen(SerialReader in) {
    SnapshotShape shape = SnapshotShape.read(in);
    List<RangeFinder> ranges = new ArrayList<>();
    for (int width : shape.widths()) {
      RangeFinder found = RangeFinder.read(in);
      in.require(found.units() == width, "ranges of %d units, not %d", found.units(), width);
      in.require(found.samples() > 0, "ranges of no rows");
      ranges.add(found);
    }
    ClassSizes labels = ClassSizes.read(in);
    ClassSizes predictions = ClassSizes.read(in);
    BottomRows rows = BottomRows.read(in);
    BottomRows like = Seen.none(shape, mostRows, seed).rows();
    in.require(rows.isLike(like), "%s, not %s", rows, like);
    requireSamples(in, rows.samples(), labels.samples());
    requireSamples(in, shape.predicts() ? rows.samples() : 0, predictions.samples());
    for (RangeFinder found : ranges) {
      requireSamples(in, rows.samples(), found.samples());
    }
    for (double[] row : rows.snapshot().values()) {
      SnapshotSummary.requireClasses(in, shape, row);
    }
    return new Seen(shape, ranges, labels, predictions, rows);
  }

  private static void requireSamples(SerialReader in, long expected, long found) {
    in.require(expected == found, "%d rows, not %d", found, expected);
  }
}
