// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.network.Moment;
import dev.infoscope.report.ReportEntry;
import java.net.URI;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;

/** Does nothing: the scope is switched off. */
record NoObservation() implements Observation {
  @Override
  public TrainingListener listener() {
    return new Silent();
  }

  @Override
  public Listener sameDiffListener() {
    return new SilentInSameDiff();
  }

  @Override
  public void attach(Model model) {}

  @Override
  public void attach(SameDiff graph) {}

  @Override
  public void passOver(Moment moment) {}

  @Override
  public void forget() {}

  @Override
  public void recall(ReportEntry earlier) {}

  @Override
  public void sample(Model model, int epoch) {}

  @Override
  public void sample(SameDiff graph, int epoch) {}

  @Override
  public void flush() {}

  @Override
  public void finish() {}

  @Override
  public Optional<URI> uri() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  private static final class Silent extends BaseTrainingListener {}

  private static final class SilentInSameDiff extends BaseListener {
    @Override
    public boolean isActive(Operation operation) {
      return false;
    }
  }
}
