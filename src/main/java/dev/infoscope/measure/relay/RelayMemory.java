// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.discrete.ColumnSort;
import org.jspecify.annotations.Nullable;

/** Arrays that are used again from layer to layer and snapshot to snapshot. For one thread. */
final class RelayMemory {
  private @Nullable ColumnSort order;
  private byte[] codes = {};
  private long[][] patterns = {};
  private int[][] starts = {};

  /** Where columns are sorted. */
  ColumnSort order() {
    if (order == null) {
      order = new ColumnSort();
    }
    return order;
  }

  /** At least so many levels; what is there is overwritten by the next layer. */
  byte[] codes(int length) {
    codes = codes.length < length ? new byte[length] : codes;
    return codes;
  }

  /** So many lists of at least so many patterns; what is there is overwritten by the next cells. */
  long[][] patterns(int lists, int length) {
    if (patterns.length < lists || patterns[0].length < length) {
      patterns = new long[lists][length];
    }
    return patterns;
  }

  /** So many lists of at least so many places; what is there is overwritten by the next cells. */
  int[][] starts(int lists, int length) {
    if (starts.length < lists || starts[0].length < length) {
      starts = new int[lists][length];
    }
    return starts;
  }
}
