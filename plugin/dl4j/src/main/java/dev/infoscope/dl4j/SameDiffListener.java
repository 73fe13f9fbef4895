// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.ListenerResponse;
import org.nd4j.autodiff.listeners.ListenerVariables;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.records.LossCurve;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Hears of finished epochs and iterations of a SameDiff graph, and hands the user's graph on. In
 * iterations SameDiff hands over the graph with gradients that it makes for itself; the user's own
 * is the one that {@link #requiredVariables} is asked for at the beginning of each {@code fit}.
 *
 * <p>SameDiff M2.1 tells listeners of a loss of 0, and computes it only where a gradient needs its
 * value, even if a listener asks for it. So values of loss variables are taken where they are made,
 * and the loss is {@code NaN} where they are not.
 */
final class SameDiffListener extends BaseListener {
  private final Session session;
  private @Nullable SameDiff graph; // of the last fit
  private List<String> losses = List.of();
  private double loss = Double.NaN; // of this minibatch, as far as it was seen
  private double last = Double.NaN; // of the last minibatch

  SameDiffListener(Session session) {
    this.session = session;
  }

  @Override
  public boolean isActive(Operation operation) {
    return operation == Operation.TRAINING;
  }

  @Override
  public ListenerVariables requiredVariables(SameDiff given) {
    graph = given;
    losses = given.getLossVariables() == null ? List.of() : given.getLossVariables();
    return ListenerVariables.builder().trainingVariables(losses.toArray(String[]::new)).build();
  }

  @Override
  public void activationAvailable(
      SameDiff given,
      At at,
      MultiDataSet batch,
      SameDiffOp operation,
      String variable,
      INDArray activation) {
    if (losses.contains(variable)) {
      session.guarded(
          () -> {
            double value = activation.sumNumber().doubleValue();
            loss = Double.isNaN(loss) ? value : loss + value;
          });
    }
  }

  @Override
  public void iterationDone(SameDiff given, At at, MultiDataSet batch, Loss told) {
    last = loss;
    loss = Double.NaN;
    SameDiff own = graph == null ? given : graph;
    session.iterationDone(session.trainee(own, last), at.iteration() + 1, at.epoch());
  }

  @Override
  public void epochStart(SameDiff given, At at) {
    session.epochStarted(session.trainee(given, last));
  }

  @Override
  public ListenerResponse epochEnd(SameDiff given, At at, LossCurve curve, long millis) {
    session.epochDone(session.trainee(given, last));
    return ListenerResponse.CONTINUE;
  }
}
