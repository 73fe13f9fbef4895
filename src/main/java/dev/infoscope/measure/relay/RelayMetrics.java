// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of relay information. */
public final class RelayMetrics {
  /** I_R of all neurons. */
  public static final Metric INFORMATION =
      Metric.gauge(
              "infoscope.relay.information",
              "bits",
              "How much of the link from class to prediction the neurons of a layer account for")
          .perLayer("scope", "class")
          .ofClasses();

  /** I_R of all neurons less that of shuffled patterns. */
  public static final Metric EXCESS =
      Metric.gauge(
              "infoscope.relay.excess",
              "bits",
              "Relay information above what the same patterns read when dealt to the examples at random")
          .perLayer("scope", "class")
          .ofClasses();

  /** Fragmentation of a class. */
  public static final Metric MODULE_SIZE =
      Metric.gauge(
              "infoscope.relay.module.size",
              "neurons",
              "Neurons left of a layer that still keep 95 % of a class's relay information")
          .perLayer("class")
          .ofClasses();

  /** Coverage of the patterns. */
  public static final Metric COVERAGE =
      Metric.gauge(
              "infoscope.relay.coverage",
              "ratio",
              "Share of the population whose pattern of the layer's neurons was seen on the probe set")
          .perLayer();

  /** How many classes a neuron serves. */
  public static final Metric SMEAREDNESS =
      Metric.gauge(
              "infoscope.relay.smearedness",
              "ratio",
              "How much a neuron relays for classes beside its own, over the most it does for any; mean over neurons")
          .perLayer()
          .ofClasses();

  /** E of classes and neurons. */
  public static final Metric ESSENTIALITY =
      Metric.matrix(
              "infoscope.relay.essentiality",
              "bits",
              "How much of the link from class to prediction one neuron alone accounts for",
              "class",
              "unit")
          .ofClasses();

  /** U of classes and neurons. */
  public static final Metric UNIQUE =
      Metric.matrix(
              "infoscope.relay.unique",
              "bits",
              "How much of the link from class to prediction only this neuron carries",
              "class",
              "unit")
          .ofClasses();

  /** A of classes and neurons. */
  public static final Metric AGGREGATED =
      Metric.matrix(
              "infoscope.relay.aggregated",
              "bits",
              "What is lost while a neuron survives the shrinking of the relay set, from all neurons on",
              "class",
              "unit")
          .ofClasses();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          INFORMATION,
          EXCESS,
          MODULE_SIZE,
          COVERAGE,
          SMEAREDNESS,
          ESSENTIALITY,
          UNIQUE,
          AGGREGATED);

  private RelayMetrics() {}
}
