// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import dev.infoscope.estimate.entropy.PairMemory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The links between two layers, kept until one of the two is prepared anew, and the memory they are
 * read in. For one thread.
 */
final class LinkMemory {
  private final PairMemory pairs = new PairMemory();
  private @Nullable PreparedLayer from;
  private @Nullable PreparedLayer to;
  private @Nullable LinkMatrix known;

  /** The links as read last time, if both layers are the very same objects; else as read now. */
  @SuppressWarnings("ReferenceEquality")
  LinkMatrix of(PreparedLayer source, PreparedLayer target, Function<PairMemory, LinkMatrix> read) {
    LinkMatrix last = known;
    if (last != null && from == source && to == target) {
      return last;
    }
    known = null; // its memory is overwritten
    LinkMatrix found = read.apply(pairs);
    from = source;
    to = target;
    known = found;
    return found;
  }
}
