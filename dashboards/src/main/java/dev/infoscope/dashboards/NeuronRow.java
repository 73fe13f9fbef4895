// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.neuron.NeuronMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How information is spread over the neurons of a layer. */
final class NeuronRow {
  private static final String NOTHING_YET = "No epoch examined yet, or neurons are not measured";

  private static final Map<String, @Nullable Object> BRIGHTNESS =
      Json.read(
          """
          {
            "calculate": false,
            "cellGap": 1,
            "cellValues": {"unit": "bits", "decimals": 2},
            "color": {
              "mode": "scheme",
              "scheme": "Viridis",
              "steps": 64,
              "reverse": false,
              "exponent": 0.5,
              "fill": "dark-orange",
              "scale": "exponential"
            },
            "exemplars": {"color": "rgba(255,0,255,0.7)"},
            "filterValues": {"le": 1e-9},
            "legend": {"show": true},
            "rowsFrame": {"layout": "auto"},
            "showValue": "never",
            "tooltip": {"mode": "single", "yHistogram": false, "showColorScale": true},
            "yAxis": {"axisPlacement": "left", "reverse": false, "unit": "none", "decimals": 0}
          }
          """);

  private NeuronRow() {}

  static Row create() {
    return new Row(
        "Neurons",
        List.of(label(), selectivity(), entropy(), unused(), highestLabel(), highestSelectivity()));
  }

  private static Panel highestLabel() {
    return map(
        "I(T;Y) of the neurons that say most",
        "A row per neuron of the layers chosen, only while it is among the highest of its"
            + " layer: rows begin and end. Bright: its code alone says much about the"
            + " label. Do not compare layers.",
        NeuronMetrics.TOP_LABEL_INFORMATION);
  }

  private static Panel highestSelectivity() {
    return map(
        "Selectivity of the most selective neurons",
        "A row per neuron, only while it is among the highest of its layer. Bright: in one"
            + " class it behaves unlike in all others. Which class that is stands in the"
            + " history and on Infoscope's own page.",
        NeuronMetrics.TOP_SELECTIVITY);
  }

  private static Panel spread(String title, String description, Metric metric) {
    Series series = Series.of(metric);
    Query[] marks = {
      Query.lines("tenth", series.where("stat", "p10")),
      Query.lines("median", series.where("stat", "p50")),
      Query.lines("ninetieth", series.where("stat", "p90")),
      Query.lines("highest", series.where("stat", "max"))
    };
    return Panels.lines(title, "bits", description, NOTHING_YET, marks)
        .fields("decimals", 2, "min", 0)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel label() {
    return spread(
        "I(T;Y) of single neurons",
        "Bits the code of one neuron holds about the label: the median neuron of the layer, the"
            + " tenths at both ends and the best. A layer can say much about the label while none"
            + " of its neurons does alone; near 0 is no ground for pruning.",
        NeuronMetrics.LABEL_INFORMATION);
  }

  private static Panel selectivity() {
    return spread(
        "Selectivity of single neurons",
        "How far the code of a neuron within its most different class departs from its code over"
            + " all classes: the median neuron, the tenths at both ends and the most selective."
            + " Selective neurons are not the important ones as such.",
        NeuronMetrics.SELECTIVITY);
  }

  private static Panel entropy() {
    return spread(
        "Entropy of single neurons",
        "Bits in the code of a neuron: the median neuron, the tenths at both ends and the most"
            + " varied. A falling median means that neurons go quiet or saturate.",
        NeuronMetrics.ENTROPY);
  }

  private static Panel unused() {
    return Panels.lines(
            "Dead, duplicate and always-on neurons",
            "none",
            "Dead: the same value on the whole probe set. Duplicate: the same values as"
                + " another. Both can be taken out, and live on other data perhaps. Always on:"
                + " never at 0, so that the code says nothing; these can matter. Some dead ones"
                + " are usual in wide ReLU layers; a jump is a sign of too large a step.",
            NOTHING_YET,
            Query.named("dead", Series.of(NeuronMetrics.DEAD)),
            Query.named("duplicate", Series.of(NeuronMetrics.DUPLICATE)),
            Query.named("always on", Series.of(NeuronMetrics.ALWAYS_ON)))
        .fields("decimals", 0, "min", 0)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel map(String title, String description, Metric metric) {
    List<Query> queries = List.of(Query.lines("neurons", Series.of(metric)));
    return new Panel("heatmap", title, "none", description, NOTHING_YET, queries)
        .size(12, 10)
        .with("interval", Panels.SCRAPE_INTERVAL)
        .field(
            "custom",
            Json.object("hideFrom", PanelStyle.SHOWN, "scaleDistribution", PanelStyle.LINEAR))
        .options(BRIGHTNESS);
  }
}
