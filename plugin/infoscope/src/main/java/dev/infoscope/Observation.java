// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope;

import dev.infoscope.network.Moment;
import dev.infoscope.report.ReportEntry;
import java.net.URI;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * What an {@link Infoscope} does for the network it is given: observes it, or switched off,
 * nothing. The methods are those of {@link Infoscope}.
 */
sealed interface Observation permits LiveObservation, NoObservation {
  TrainingListener listener();

  Listener sameDiffListener();

  void attach(Model model);

  void attach(SameDiff graph);

  /** A snapshot that was measured elsewhere. */
  void passOver(Moment moment);

  /** A run that an earlier process has measured goes on: what readings are held against is gone. */
  void forget();

  /** A report of this run that an earlier process has made. */
  void recall(ReportEntry earlier);

  void sample(Model model, int epoch);

  void sample(SameDiff graph, int epoch);

  void flush();

  void finish();

  Optional<URI> uri();

  void close();
}
