// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.measure.CountedMeasure;
import dev.infoscope.measure.SnapshotCounts;
import dev.infoscope.measure.SnapshotSummary;
import dev.infoscope.network.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The counts of several measures together.
 *
 * @param measures all of them
 */
record CountedMeasures(List<CountedMeasure> measures) {
  /** Nothing counted yet. */
  List<SnapshotCounts> counts(Snapshot like, SnapshotSummary summary) {
    List<SnapshotCounts> counts = new ArrayList<>();
    measures.forEach(measure -> counts.add(measure.counts(like, summary)));
    return counts;
  }

  static byte[] bytes(List<SnapshotCounts> counts) {
    List<byte[]> parts = counts.stream().map(SnapshotCounts::toBytes).toList();
    int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(size);
    parts.forEach(part -> all.putInt(part.length).put(part));
    return all.array();
  }

  List<SnapshotCounts> read(SnapshotSummary summary, byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    List<SnapshotCounts> counts = new ArrayList<>();
    for (CountedMeasure measure : measures) {
      byte[] part = new byte[all.getInt()];
      all.get(part);
      counts.add(measure.counts(summary, part));
    }
    return counts;
  }

  byte[] merge(SnapshotSummary summary, byte[] one, byte[] other) {
    List<SnapshotCounts> all = read(summary, one);
    List<SnapshotCounts> more = read(summary, other);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).merge(more.get(i));
    }
    return bytes(all);
  }
}
