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
          .perLayer("stat")
          .ofClasses();

  /** KL selectivity of single neurons, over a layer. */
  public static final Metric SELECTIVITY =
      Metric.gauge(
              "infoscope.neuron.selectivity",
              "bits",
              "KL selectivity, largest divergence of a neuron's code in one class from its code in all: distribution over the layer")
          .perLayer("stat")
          .ofClasses();

  /** I(T;Y) of the neurons that have most. */
  public static final Metric TOP_LABEL_INFORMATION =
      Metric.gauge(
              "infoscope.neuron.top.label.information",
              "bits",
              "I(T;Y), information a neuron's code holds about the label: the highest of the layer")
          .perLayer("neuron")
          .ofClasses();

  /** KL selectivity of the neurons that have most. */
  public static final Metric TOP_SELECTIVITY =
      Metric.gauge(
              "infoscope.neuron.top.selectivity",
              "bits",
              "KL selectivity of a neuron: the highest of the layer")
          .perLayer("neuron")
          .ofClasses();

  /** Neurons that never change. */
  public static final Metric DEAD =
      Metric.gauge(
              "infoscope.neuron.dead",
              "neurons",
              "Neurons with the same value on the whole probe set")
          .perLayer();

  /** Neurons whose code never changes though their value does. */
  public static final Metric ALWAYS_ON =
      Metric.gauge(
              "infoscope.neuron.always.on",
              "neurons",
              "Neurons whose code is never the lowest and never changes, though their value does")
          .perLayer();

  /** Neurons that repeat others. */
  public static final Metric DUPLICATE =
      Metric.gauge(
              "infoscope.neuron.duplicate",
              "neurons",
              "Neurons with the same values as another one on the whole probe set")
          .perLayer();

  /** H(T), I(T;Y) and KL selectivity of the neurons of a layer, by quantity and neuron. */
  public static final Metric QUANTITIES =
      Metric.matrix(
              "infoscope.neuron.quantities",
              "bits",
              "H(T), I(T;Y) and KL selectivity of single neurons",
              "quantity",
              "neuron")
          .ofClasses();

  /** What the most selective neurons are selective for, by neuron and class. */
  public static final Metric CLASSES =
      Metric.matrix(
              "infoscope.neuron.classes",
              "bits",
              "Divergence of a neuron's code in one class from its code in all, of the most selective neurons",
              "neuron",
              "class")
          .ofClasses();

  /** Neurons that say nothing or repeat others, by what they are and neuron. */
  public static final Metric STATE =
      Metric.matrix(
          "infoscope.neuron.state",
          "",
          "1 for a neuron that is dead, always on or always off, or the same as a lower one",
          "state",
          "neuron");

  /** All of them, in the order of the reference. */
  public static final List<Metric> ALL =
      List.of(
          ENTROPY,
          LABEL_INFORMATION,
          SELECTIVITY,
          TOP_LABEL_INFORMATION,
          TOP_SELECTIVITY,
          DEAD,
          ALWAYS_ON,
          DUPLICATE,
          QUANTITIES,
          CLASSES,
          STATE);

  private NeuronMetrics() {}
}
