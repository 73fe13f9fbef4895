// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.measure.SnapshotScan;
import java.nio.ByteBuffer;

/**
 * What the first pass gathers.
 *
 * @param scan ranges, and rows
 * @param seen ranges at the weights
 */
record FirstPass(SnapshotScan scan, SeenRanges seen) {
  static FirstPass empty(ProbePlan plan) {
    return new FirstPass(new SnapshotScan(plan.mostRows(), plan.seed()), new SeenRanges());
  }

  byte[] toBytes() {
    byte[] one = scan.toBytes();
    byte[] other = seen.toBytes();
    return ByteBuffer.allocate(Integer.BYTES + one.length + other.length)
        .putInt(one.length)
        .put(one)
        .put(other)
        .array();
  }

  static FirstPass fromBytes(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    byte[] one = new byte[bytes.getInt()];
    bytes.get(one);
    byte[] other = new byte[bytes.remaining()];
    bytes.get(other);
    return new FirstPass(SnapshotScan.fromBytes(one), SeenRanges.fromBytes(other));
  }

  static byte[] merge(byte[] one, byte[] other) {
    FirstPass all = fromBytes(one);
    FirstPass more = fromBytes(other);
    all.scan.merge(more.scan);
    all.seen.merge(more.seen);
    return all.toBytes();
  }
}
