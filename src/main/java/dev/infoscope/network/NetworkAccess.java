// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import dev.infoscope.numeric.ValueHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network of a {@link Snapshot}, to be tried out on the same examples: what would it have done
 * had some of its units been held? Works on a copy of the network, one thread at a time, and is
 * alive only while the measures run.
 */
public interface NetworkAccess {
  /**
   * Classes that the network predicts while units of one layer are held. What the layer hands on is
   * changed, in all layers that take it; what happens inside it, such as the state of a recurrent
   * layer, is not. Of convolutions a unit is a channel, held at all positions; of sequences a
   * feature, held at all steps. Costs one forward pass through the layers above.
   *
   * @param layer which layer, one of the snapshot's
   * @param intervention its units and the values they are held at; of no units for the intact
   *     network
   * @return class of each example of the snapshot, in its order; null where the network predicts
   *     none, as in a regression
   * @throws IllegalArgumentException if the layer is none of the network's, has not all units of
   *     the intervention, or is of a shape that is not known
   * @throws IllegalStateException if the measures are done
   */
  int @Nullable [] predictions(Layer layer, Intervention intervention);

  /**
   * Conductances of all layers before the logits, from one forward and one backward pass per node
   * of the path for all of them together; dropout is off and batch-norm statistics are frozen.
   *
   * @param plan how, and of which examples
   * @return the conductances; without layers, and with the reason, where the network has a layer
   *     whose gradient is not known
   * @throws IllegalArgumentException if a row, the target or the baseline does not suit the network
   * @throws IllegalStateException if the measures are done
   */
  default Conductances conductances(ConductancePlan plan) {
    return Conductances.refused("this access follows no paths");
  }

  /**
   * What the network's answers depend on beside the examples: its parameters, statistics included.
   * While it is the same, so are the answers.
   *
   * @return a hash of all of them; null unless known
   */
  default @Nullable ValueHash state() {
    return null;
  }

  /**
   * What one pass of one example forward through the network costs.
   *
   * @return operations as in {@code Cost}; 0 unless known
   */
  default double passCost() {
    return 0;
  }

  /**
   * Whether the network puts the layer out, so that its units are classes and not to be ablated.
   *
   * @param layer which layer, one of the snapshot's
   * @return false unless known
   */
  default boolean isOutput(Layer layer) {
    return false;
  }

  /**
   * The layers above one, if they are dense, one after the other, and lead to the only output: then
   * the predictions are those of the largest sum of the last one, and whoever wants many can
   * compute them without the access.
   *
   * @param layer which layer, one of the snapshot's
   * @return from the next layer to the output, whose activation is {@code identity}; null if there
   *     is anything else between or beside them
   */
  default @Nullable List<DenseMap> denseAbove(Layer layer) {
    return null;
  }
}
