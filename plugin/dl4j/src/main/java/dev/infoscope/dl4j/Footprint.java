// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.Locale;

/**
 * Memory that a run takes beside the training, in bytes.
 *
 * @param copies of the parameters, outside the heap
 * @param probe its arrays, outside the heap
 * @param snapshot what is in the heap while a snapshot is measured, about
 */
record Footprint(long copies, long probe, long snapshot) {
  private static final double MEGA = 1 << 20;

  /** As in {@code memory: 1.2 MB outside the heap for ..., about 0.5 MB of it for a snapshot}. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "memory: %s MB outside the heap for copies of the parameters, %s MB for the probe, about %s"
            + " MB of the heap for a snapshot",
        megabytes(copies),
        megabytes(probe),
        megabytes(snapshot));
  }

  /** Rounded up, so that little is not nothing. */
  private static String megabytes(long bytes) {
    double tenths = Math.ceil(bytes / MEGA * 10);
    return String.format(Locale.ROOT, tenths < 100 ? "%.1f" : "%.0f", tenths / 10);
  }
}
