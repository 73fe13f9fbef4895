// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.network.Snapshot;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts of parts of a snapshot, such as its layers, each by an accumulator of one kind.
 *
 * @param <A> the accumulator
 */
public final class PartCounts<A extends Accumulator<?, A>> implements SnapshotCounts {
  private final SerialKind kind;
  private final List<@Nullable A> parts;
  private final Feed<A> feed;
  private long samples;

  /**
   * Adds a block of rows to a part.
   *
   * @param <A> the accumulator
   */
  public interface Feed<A> {
    /**
     * Adds rows.
     *
     * @param counts of the part
     * @param part its position
     * @param block some rows of a snapshot
     * @param ids of the rows
     */
    void add(A counts, int part, Snapshot block, long[] ids);
  }

  /**
   * Nothing counted yet.
   *
   * @param kind of the accumulators
   * @param parts one each; null where nothing can be counted
   * @param feed adds rows
   */
  public PartCounts(SerialKind kind, List<@Nullable A> parts, Feed<A> feed) {
    this.kind = kind;
    this.parts = Collections.unmodifiableList(new ArrayList<>(parts));
    this.feed = feed;
  }

  /**
   * Reads a serial form.
   *
   * @param <A> the accumulator
   * @param bytes from {@link #toBytes}
   * @param kind of the accumulators
   * @param body reads one of them
   * @param feed adds rows
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static <A extends Accumulator<?, A>> PartCounts<A> fromBytes(
      byte[] bytes, SerialKind kind, Function<SerialReader, A> body, Feed<A> feed) {
    return SerialReader.read(bytes, SerialKind.SNAPSHOT_COUNTS, in -> read(in, kind, body, feed));
  }

  private static <A extends Accumulator<?, A>> PartCounts<A> read(
      SerialReader in, SerialKind kind, Function<SerialReader, A> body, Feed<A> feed) {
    int found = in.size("kind of the parts", 0, Byte.MAX_VALUE);
    in.require(found == kind.code(), "parts are of kind %d, not %d (%s)", found, kind.code(), kind);
    long samples = in.count("rows", 0, Long.MAX_VALUE);
    int count = in.length("parts", 1);
    List<@Nullable A> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      A counted = in.size("whether a part is counted", 0, 1) == 0 ? null : body.apply(in);
      in.require(counted == null || counted.samples() <= samples, "a part has more rows than all");
      parts.add(counted);
    }
    PartCounts<A> counts = new PartCounts<>(kind, parts, feed);
    counts.samples = samples;
    return counts;
  }

  /**
   * The counts of a part.
   *
   * @param part its position
   * @return the accumulator; null if nothing can be counted
   */
  public @Nullable A part(int part) {
    return parts.get(part);
  }

  /**
   * Number of parts.
   *
   * @return at least 0
   */
  public int size() {
    return parts.size();
  }

  @Override
  public PartCounts<A> accept(Snapshot block, long[] ids) {
    Require.that(
        ids.length == block.examples(),
        "ids (%d) must be as many as rows (%d)",
        ids.length,
        block.examples());
    for (int part = 0; part < parts.size(); part++) {
      A counts = parts.get(part);
      if (counts != null) {
        feed.add(counts, part, block, ids);
      }
    }
    samples += ids.length;
    return this;
  }

  @Override
  public PartCounts<A> merge(SnapshotCounts other) {
    Require.that(other != this, "counts cannot be merged with themselves");
    Require.that(
        other instanceof PartCounts<?> same && same.kind == kind && same.size() == size(),
        "counts of other measures or networks cannot be merged");
    @SuppressWarnings("unchecked") // the kind tells the class
    PartCounts<A> counts = (PartCounts<A>) other;
    for (int part = 0; part < parts.size(); part++) {
      A own = parts.get(part);
      A more = counts.parts.get(part);
      Require.that((own == null) == (more == null), "part %d is counted in one of two only", part);
      if (own != null && more != null) {
        own.merge(more);
      }
    }
    samples += counts.samples;
    return this;
  }

  @Override
  public long samples() {
    return samples;
  }

  @Override
  public byte[] toBytes() {
    SerialWriter out = new SerialWriter(SerialKind.SNAPSHOT_COUNTS);
    out.count(kind.code()).count(samples).count(parts.size());
    for (A counts : parts) {
      out.count(counts == null ? 0 : 1);
      if (counts != null) {
        counts.write(out);
      }
    }
    return out.bytes();
  }

  /**
   * Takes counts that a measure made for itself.
   *
   * @param <A> the accumulator
   * @param counts what was given
   * @param kind that the accumulators must be of
   * @param parts how many there must be
   * @return the same counts
   * @throws IllegalArgumentException if they are of another measure or network
   */
  public static <A extends Accumulator<?, A>> PartCounts<A> of(
      SnapshotCounts counts, SerialKind kind, int parts) {
    Require.that(
        counts instanceof PartCounts<?> some && some.kind == kind && some.size() == parts,
        "counts must be of %d parts of kind %s",
        parts,
        kind);
    @SuppressWarnings("unchecked") // the kind tells the class
    PartCounts<A> same = (PartCounts<A>) counts;
    return same;
  }
}
