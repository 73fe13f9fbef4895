// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Hears of finished epochs and iterations, and hands the model on. */
final class EpochListener extends BaseTrainingListener {
  private final Session session;

  EpochListener(Session session) {
    this.session = session;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    session.iterationDone(new NetworkTrainee(model), iteration + 1, epoch);
  }

  @Override
  public void onEpochStart(Model model) {
    session.epochStarted(new NetworkTrainee(model));
  }

  @Override
  public void onEpochEnd(Model model) {
    session.epochDone(new NetworkTrainee(model));
  }
}
