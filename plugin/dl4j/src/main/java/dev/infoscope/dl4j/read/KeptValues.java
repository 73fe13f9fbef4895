// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.read;

import dev.infoscope.dl4j.probe.Probe;
import java.util.List;

/**
 * How much memory a snapshot may take: of wide networks fewer examples are kept, the same for all
 * layers. Rows of a probe stand in the order of a seeded hash, so the first ones are a choice as
 * good as any.
 */
public final class KeptValues {
  /**
   * Values of a layer, 64 MB in single precision; measures need about four times that meanwhile.
   */
  public static final long MOST_OF_LAYER = 1L << 24;

  /** Values of all layers, 256 MB. */
  public static final long MOST = 1L << 26;

  /** Weights of a layer, 512 MB in double precision. */
  public static final long MOST_WEIGHTS = 1L << 26;

  private KeptValues() {}

  /**
   * How much of the probe may be kept.
   *
   * @param blocks of the probe
   * @param widths units of each layer
   * @return number of blocks, at least one
   */
  public static int blocks(List<Probe.Block> blocks, List<Integer> widths) {
    long all = widths.stream().mapToLong(units -> units).sum();
    long widest = widths.stream().mapToLong(units -> units).max().orElse(0);
    int kept = 0;
    while (kept < blocks.size()) {
      long rows = (long) blocks.get(kept).first() + blocks.get(kept).rows();
      if (kept > 0 && (rows * all > MOST || rows * widest > MOST_OF_LAYER)) {
        break;
      }
      kept++;
    }
    return kept;
  }
}
