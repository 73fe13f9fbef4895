// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.dl4j.Session;
import dev.infoscope.network.Moment;
import dev.infoscope.publish.Endpoint;
import dev.infoscope.report.RecalledReadings;
import dev.infoscope.report.ReportEntry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Observes one network.
 *
 * @param session does the work
 * @param endpoint shows it, if one was asked for and its port was free
 * @param scrapes how long the end waits for scrapes of the endpoint; 0 for not at all
 */
record LiveObservation(Session session, Optional<Endpoint> endpoint, Duration scrapes)
    implements Observation {
  @Override
  public TrainingListener listener() {
    return session.listener();
  }

  @Override
  public Listener sameDiffListener() {
    return session.sameDiffListener();
  }

  @Override
  public void attach(Model model) {
    session.attach(model);
  }

  @Override
  public void attach(SameDiff graph) {
    session.attach(graph);
  }

  @Override
  public void passOver(Moment moment) {
    session.passOver(moment);
  }

  @Override
  public void forget() {
    session.forget();
  }

  @Override
  public void recall(ReportEntry earlier) {
    session.recall(RecalledReadings.of(earlier));
    endpoint.ifPresent(shown -> shown.recall(earlier));
  }

  @Override
  public void sample(Model model, int epoch) {
    session.sample(model, epoch);
  }

  @Override
  public void sample(SameDiff graph, int epoch) {
    session.sample(graph, epoch);
  }

  @Override
  public void flush() {
    session.flush();
  }

  @Override
  public void finish() {
    session.finish();
  }

  @Override
  public Optional<URI> uri() {
    return endpoint.map(Endpoint::uri);
  }

  @Override
  public void close() {
    session.close(this::awaitScrapes);
  }

  private void awaitScrapes() throws InterruptedException {
    awaitScrapes(endpoint, scrapes);
  }

  /** Waits for scrapes of the last report, if that is asked for. */
  static void awaitScrapes(Optional<Endpoint> endpoint, Duration limit)
      throws InterruptedException {
    if (endpoint.isPresent() && !limit.isZero()) {
      endpoint.get().awaitScrapes(limit);
    }
  }
}
