// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Activations;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.numeric.ValueHash;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read of each layer, to be taken again while the layer's values stay the same to the bit,
 * as those of a frozen layer do and of all layers at a learning rate of 0. For quantities of the
 * values on the probe alone.
 *
 * <p>No values are kept: they are the same if two hashes of 64 bits are. One pass over the values,
 * O(examples x units). For one thread.
 *
 * @param <T> what is read of a layer
 */
public final class UnchangedLayers<T> {
  private static final int BLOCK = 1 << 11; // values, which stay in the first cache

  private final Map<Integer, Known<T>> known = new HashMap<>(); // by the layer's index

  private record Bits(ValueHash hash, int examples, int units) {}

  private record Known<T>(Bits bits, long more, T found) {}

  /** Nothing was read yet. */
  public UnchangedLayers() {}

  /**
   * What a layer holds.
   *
   * @param seen the layer
   * @param more what else the reading depends on, such as the number of rows that are read
   * @param read reads the layer; not called if values and {@code more} are those of last time
   * @return what it found now or last time
   */
  public T of(LayerSnapshot seen, long more, Supplier<T> read) {
    Bits bits = bits(seen.activations());
    Known<T> last = known.get(seen.layer().index());
    if (last != null && last.more() == more && last.bits().equals(bits)) {
      return last.found();
    }
    known.remove(seen.layer().index()); // whatever memory it is in, reading begins to overwrite it
    T found = read.get();
    known.put(seen.layer().index(), new Known<>(bits, more, found));
    return found;
  }

  private static Bits bits(Activations values) {
    int units = values.units();
    int most = Math.max(1, BLOCK / units);
    double[] block = new double[Math.min(most, values.examples()) * units];
    ValueHash hash = ValueHash.NONE;
    for (int first = 0; first < values.examples(); first += most) {
      int rows = Math.min(most, values.examples() - first);
      values.copy(first, rows, block);
      hash = hash.with(block, rows * units);
    }
    return new Bits(hash, values.examples(), units);
  }
}
