// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.discrete.Range;
import dev.infoscope.measure.plane.BinnedCounts;

/** Counts binned patterns block by block; a layer that is not finite is not counted. */
record BinnedBlocks(BinnedCounts counts) implements Block.Sink {
  @Override
  public void accept(Block block) {
    Range range = block.summary().range();
    if (range != null && block.summary().notFinite() == 0) {
      counts.accept(block.activations(), block.labels(), range);
    }
  }
}
