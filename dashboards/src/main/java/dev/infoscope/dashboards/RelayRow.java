// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.relay.RelayMetrics;
import java.util.List;

/** Through which neurons the link from class to prediction runs. */
final class RelayRow {
  private static final String NOTHING_YET =
      "No epoch examined yet, or the network predicts no classes";

  private RelayRow() {}

  static Row create() {
    return new Row(
        "Relay information",
        List.of(layer(), excess(), classes(), modules(), smearedness(), coverage()));
  }

  private static Panel lines(
      String title, String unit, String description, int decimals, Series series) {
    return Panels.lines(title, unit, description, NOTHING_YET, Query.lines("relay", series))
        .field("decimals", decimals)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel layer() {
    return lines(
        "Relay information of a layer",
        "bits",
        "How much of what the prediction says about the class runs through the layer's neurons,"
            + " each read as one bit; all classes at once. It rises as the network learns. With"
            + " low coverage it is hardly more than I(class; prediction), whatever the layer"
            + " does.",
        2,
        Series.of(RelayMetrics.INFORMATION).where("scope", "layer"));
  }

  private static Panel excess() {
    return lines(
        "Relay information above chance",
        "bits",
        "The same less what the same patterns read when they are dealt to the examples at random:"
            + " what remains of neurons that know nothing is near 0, however many patterns there"
            + " are.",
        2,
        Series.of(RelayMetrics.EXCESS).where("scope", "layer"));
  }

  private static Panel classes() {
    return lines(
        "Relay information of each class",
        "bits",
        "The same of one class against the rest. At most the entropy of one class against the"
            + " rest, 0.47 bits for one of ten. Classes that are learnt late rise late.",
        3,
        Series.of(RelayMetrics.INFORMATION).where("scope", "class"));
  }

  private static Panel modules() {
    return lines(
        "Module size of each class",
        "none",
        "How many neurons are left when all that can go without costing 5 % of the class's relay"
            + " information are gone. Small: the class has a module of its own. A gap: nothing is"
            + " relayed yet. Which neurons they are, class by neuron, is on Infoscope's own page.",
        0,
        Series.of(RelayMetrics.MODULE_SIZE));
  }

  private static Panel smearedness() {
    return lines(
        "Smearedness",
        "none",
        "How much a neuron relays for classes beside the one it relays most for; mean over"
            + " neurons. 0 where every neuron serves one class. Dropout is reported to raise it.",
        2,
        Series.of(RelayMetrics.SMEAREDNESS));
  }

  private static Panel coverage() {
    return lines(
        "Coverage of hidden patterns",
        "percentunit",
        "Share of the patterns of the neurons looked at that were seen on the probe set, by how"
            + " often they occur. Below 90 % order and size of modules are decided by chance:"
            + " take more examples or fewer neurons, relay(r -> r.withNeurons(12)).",
        0,
        Series.of(RelayMetrics.COVERAGE));
  }
}
