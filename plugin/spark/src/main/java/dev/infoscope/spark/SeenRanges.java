// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.discrete.Range;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshot;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ranges of values at the weights of each layer, over blocks in any order. */
final class SeenRanges {
  /** Between which numbers inputs and outputs of a layer were; NaN for what is not finite. */
  private record Seen(double inLow, double inHigh, double outLow, double outHigh) {
    private static final int NUMBERS = 4;

    static Seen of(ObservedMap map) {
      Range in = map.inputsSeen();
      Range out = map.outputsSeen();
      double nothing = Double.NaN;
      return new Seen(
          in == null ? nothing : in.low(),
          in == null ? nothing : in.high(),
          out == null ? nothing : out.low(),
          out == null ? nothing : out.high());
    }

    Seen and(Seen other) {
      return new Seen(
          Math.min(inLow, other.inLow),
          Math.max(inHigh, other.inHigh),
          Math.min(outLow, other.outLow),
          Math.max(outHigh, other.outHigh));
    }

    static @Nullable Range range(double low, double high) {
      return Double.isNaN(low) || Double.isNaN(high) ? null : new Range(low, high);
    }
  }

  private final Map<Integer, Seen> layers = new TreeMap<>();

  SeenRanges accept(Snapshot block) {
    for (LayerSnapshot layer : block.layers()) {
      ObservedMap map = layer.map();
      if (map != null) {
        layers.merge(layer.layer().index(), Seen.of(map), Seen::and);
      }
    }
    return this;
  }

  SeenRanges merge(SeenRanges other) {
    other.layers.forEach((layer, seen) -> layers.merge(layer, seen, Seen::and));
    return this;
  }

  /** The map with the ranges of all blocks. */
  @Nullable ObservedMap over(LayerSnapshot layer) {
    ObservedMap map = layer.map();
    Seen seen = layers.get(layer.layer().index());
    return map == null || seen == null
        ? null
        : new ObservedMap(
            map.dense(),
            map.inputBounds(),
            Seen.range(seen.inLow(), seen.inHigh()),
            Seen.range(seen.outLow(), seen.outHigh()),
            map.note(),
            map.feeder());
  }

  byte[] toBytes() {
    int size = Integer.BYTES + Seen.NUMBERS * Double.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(layers.size() * size);
    layers.forEach(
        (layer, seen) ->
            bytes
                .putInt(layer)
                .putDouble(seen.inLow())
                .putDouble(seen.inHigh())
                .putDouble(seen.outLow())
                .putDouble(seen.outHigh()));
    return bytes.array();
  }

  static SeenRanges fromBytes(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    SeenRanges ranges = new SeenRanges();
    while (bytes.hasRemaining()) {
      ranges.layers.put(
          bytes.getInt(),
          new Seen(bytes.getDouble(), bytes.getDouble(), bytes.getDouble(), bytes.getDouble()));
    }
    return ranges;
  }
}
