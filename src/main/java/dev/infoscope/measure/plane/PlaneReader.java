// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.kernel.PairwiseCentres;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import java.util.List;

/** Reads a layer's place in the information plane; one per estimator family and run. */
interface PlaneReader {
  /** Whether it looks at pairs of examples, so that some of them must do where there are many. */
  default boolean takesPairs() {
    return true;
  }

  /**
   * How many examples of a snapshot in training it looks at, at the most: a square of them must not
   * hold up the run.
   */
  default int mostRows() {
    return PairwiseCentres.MOST_ROWS;
  }

  /**
   * Reads the plane.
   *
   * @param layer what was seen of the layer, all values finite
   * @param summary range of the values
   * @param labels class per example and number of classes
   * @param seed for shuffles, fixed per run and layer
   * @return one point per estimator of the family
   */
  List<PlanePoint> read(LayerSnapshot layer, ValueSummary summary, Snapshot labels, long seed);
}
