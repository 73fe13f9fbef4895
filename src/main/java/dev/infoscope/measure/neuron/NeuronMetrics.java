// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.measure.Metric;
import java.util.List;

/** Metrics of single neurons. */
public final class NeuronMetrics {
  /** H(T) of single neurons, over a layer. */
  public static final Metric ENTROPY =
      Metric.gauge(
              "infoscope.neuron.entropy",
              "bits",
              "H(T), entropy of a neuron's code: distribution over the layer")
          .perLayer("stat");

  /** I(T;Y) of single neurons, over a layer. */
  public static final Metric LABEL_INFORMATION =
      Metric.gauge(
              "infoscope.neuron.label.information",
              "bits",
              "I(T;Y), information a neuron's code holds about the label: distribution over the layer")
          .perLayer("stat");

  /** KL selectivity of single neurons, over a layer. */
  public static final Metric SELECTIVITY =
      Metric.gauge(
              "infoscope.neuron.selectivity",
              "bits",
              "KL selectivity, largest divergence of a neuron's code in one class from its code in all: distribution over the layer")
          .perLayer("stat");

  /** H(T) of the neurons that have most. */
  public static final Metric TOP_ENTROPY =
      Metric.gauge(
              "infoscope.neuron.top.entropy",
              "bits",
              "H(T), entropy of a neuron's code: the highest of the layer")
          .perLayer("neuron");

  /** I(T;Y) of the neurons that have most. */
  public static final Metric TOP_LABEL_INFORMATION =
      Metric.gauge(
              "infoscope.neuron.top.label.information",
              "bits",
              "I(T;Y), information a neuron's code holds about the label: the highest of the layer")
          .perLayer("neuron");

  /** KL selectivity of the neurons that have most. */
  public static final Metric TOP_SELECTIVITY =
      Metric.gauge(
              "infoscope.neuron.top.selectivity",
              "bits",
              "KL selectivity of a neuron: the highest of the layer")
          .perLayer("neuron");

  /** Neurons that never change. */
  public static final Metric DEAD =
      Metric.gauge(
              "infoscope.neuron.dead",
              "neurons",
              "Neurons with the same value on the whole probe set")
          .perLayer();

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          ENTROPY,
          LABEL_INFORMATION,
          SELECTIVITY,
          TOP_ENTROPY,
          TOP_LABEL_INFORMATION,
          TOP_SELECTIVITY,
          DEAD);

  private NeuronMetrics() {}
}
