// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.shadow;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What is asked of the model that trains, whichever of DL4J's two kinds it is. */
public final class LiveModel {
  private LiveModel() {}

  /**
   * Whether it is a network; while layers are pretrained, DL4J hands over the layer alone.
   *
   * @param model as a callback is given it
   * @return whether it can be examined
   */
  public static boolean isNetwork(Model model) {
    return model instanceof MultiLayerNetwork || model instanceof ComputationGraph;
  }

  /**
   * Epochs that it has finished; DL4J raises the count only after the callback.
   *
   * @param model that trains
   * @return 0 if it does not count them
   */
  public static int epochs(Model model) {
    if (model instanceof MultiLayerNetwork network) {
      return network.getEpochCount();
    }
    return model instanceof ComputationGraph graph ? graph.getConfiguration().getEpochCount() : 0;
  }

  /**
   * Parameter updates so far.
   *
   * @param model that trains
   * @return 0 if it does not count them
   */
  public static int iterations(Model model) {
    if (model instanceof MultiLayerNetwork network) {
      return network.getIterationCount();
    }
    return model instanceof ComputationGraph graph
        ? graph.getConfiguration().getIterationCount()
        : 0;
  }
}
