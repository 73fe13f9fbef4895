// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Hears of finished epochs and iterations, and hands the model on. */
final class EpochListener extends BaseTrainingListener {
  private final Session session;

  EpochListener(Session session) {
    this.session = session;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    session.iterationDone(model, iteration + 1, epoch);
  }

  @Override
  public void onEpochStart(Model model) {
    session.epochStarted(model);
  }

  @Override
  public void onEpochEnd(Model model) {
    session.epochDone(model);
  }

  /** Whether it is a network; while layers are pretrained, DL4J hands over the layer alone. */
  static boolean isNetwork(Model model) {
    return model instanceof MultiLayerNetwork || model instanceof ComputationGraph;
  }

  static int epochs(Model model) {
    if (model instanceof MultiLayerNetwork network) {
      return network.getEpochCount();
    }
    return model instanceof ComputationGraph graph ? graph.getConfiguration().getEpochCount() : 0;
  }

  static int iterations(Model model) {
    if (model instanceof MultiLayerNetwork network) {
      return network.getIterationCount();
    }
    return model instanceof ComputationGraph graph
        ? graph.getConfiguration().getIterationCount()
        : 0;
  }
}
