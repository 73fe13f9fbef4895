// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.dashboard;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.neuron.NeuronMetrics;
import java.util.List;

/** How information is spread over the neurons of a layer. */
final class NeuronRow {
  private static final String NOTHING_YET = "No epoch examined yet, or neurons are not measured";

  private NeuronRow() {}

  static Row create() {
    return new Row("Neurons", List.of(label(), selectivity(), entropy(), dead()));
  }

  private static Panel spread(String title, String description, Metric metric) {
    Series series = Series.of(metric);
    return Panels.linkToLayer(
        ModulesDashboard.UID,
        Panels.lines(
                title,
                "bits",
                description,
                NOTHING_YET,
                Query.lines("median", series.where("stat", "p50")),
                Query.lines("highest", series.where("stat", "max")))
            .field("decimals", 2)
            .field("min", 0));
  }

  private static Panel label() {
    return spread(
        "I(T;Y) of single neurons",
        "Bits the code of one neuron holds about the label: the median neuron of the layer and the"
            + " best. A layer can say much about the label while none of its neurons does alone;"
            + " near 0 is no ground for pruning.",
        NeuronMetrics.LABEL_INFORMATION);
  }

  private static Panel selectivity() {
    return spread(
        "Selectivity of single neurons",
        "How far the code of a neuron within its most different class departs from its code over"
            + " all classes: the median neuron and the most selective. Selective neurons are not"
            + " the important ones as such.",
        NeuronMetrics.SELECTIVITY);
  }

  private static Panel entropy() {
    return spread(
        "Entropy of single neurons",
        "Bits in the code of a neuron: the median neuron and the most varied. A falling median"
            + " means that neurons go quiet or saturate.",
        NeuronMetrics.ENTROPY);
  }

  private static Panel dead() {
    return Panels.linkToLayer(
        ModulesDashboard.UID,
        Panels.lines(
                "Dead neurons",
                "none",
                "Neurons with the same value on the whole probe set. Some are usual in wide ReLU"
                    + " layers; a jump is a sign of too large a step. Dead on the probe set may"
                    + " still live on other data.",
                NOTHING_YET,
                Query.lines("dead", Series.of(NeuronMetrics.DEAD)))
            .field("decimals", 0)
            .field("min", 0));
  }
}
