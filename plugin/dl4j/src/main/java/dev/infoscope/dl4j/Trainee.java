// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.symbols.Part;
import dev.infoscope.numeric.Require;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What trains, as a callback sees it: a network of DL4J's or a graph of SameDiff. Asked on the
 * thread that trains.
 */
interface Trainee {
  /** The network itself, by which it is known again. */
  Object model();

  /** What the run is told of where the user names no model. */
  String kind();

  /** What of Infoscope must be there to examine it at all. */
  Part[] needs();

  /** Whether it can be examined; while layers are pretrained, DL4J hands over the layer alone. */
  boolean isNetwork();

  /** Epochs finished; the count is raised only after the callback. */
  int epochs();

  /** Parameter updates so far. */
  int iterations();

  /** Loss of the last minibatch; {@code NaN} if not known. */
  double score();

  /** Number of parameters that a copy takes. */
  long parameters();

  /** A copy of the parameters in one vector, in memory of its own. */
  INDArray copy();

  /** The same over an earlier copy. */
  void copyInto(INDArray earlier);

  /**
   * A network like it, to be examined.
   *
   * @throws IllegalArgumentException if there can be none
   */
  Shadow shadow(Probe probe, List<String> layers);

  /** What it computes for given parameters. */
  Architecture architecture();

  /**
   * Refuses what is none.
   *
   * @throws IllegalArgumentException names its class
   */
  default void requireNetwork() {
    Require.that(
        isNetwork(),
        "model (%s) must be a MultiLayerNetwork, ComputationGraph or SameDiff",
        model().getClass().getName());
  }
}
