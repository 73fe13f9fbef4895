// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.measure.Metric;
import dev.infoscope.measure.flow.FlowMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Along which links information flows from layer to layer. */
final class FlowRow {
  private static final String NOTHING_YET = "No epoch examined yet, or the flow is not measured";
  private static final Map<String, @Nullable Object> IN_BITS = Json.object("mainStatUnit", "bits");

  private static final Map<String, @Nullable Object> BITS_OF_UNIT_OR_LINK =
      Json.read(
          """
          {
            "mode": "reduceRow",
            "alias": "mainstat",
            "timeSeries": false,
            "replaceFields": false,
            "reduce": {"reducer": "sum", "include": ["Value #nodes", "Value #edges"]}
          }
          """);

  /** Three pixels per bit. */
  private static final Map<String, @Nullable Object> THICKNESS =
      Json.read(
          """
          {
            "mode": "binary",
            "alias": "thickness",
            "timeSeries": false,
            "replaceFields": false,
            "binary": {"left": "mainstat", "operator": "*", "right": "3"}
          }
          """);

  private FlowRow() {}

  static Row create() {
    return new Row("Information flow", List.of(graph(), flow(), dependent(), alive(), sampled()));
  }

  /**
   * The panel reads fields by their own names, which {@code organize} does not change, so numbers
   * get theirs by a calculation; without {@code timeSeries: false} that would join the two tables.
   * Nodes are made from the links and not narrowed by layer, since an edge without both its ends is
   * an error.
   */
  private static Panel graph() {
    String ends = end("source") + " or " + end("target");
    return new Panel(
            "nodeGraph",
            "Strongest links now",
            "bits",
            "The strongest links between every two layers at the end of the time range, with the"
                + " units at their ends; all layers, whichever are chosen above. A number at a unit"
                + " is the sum of the links drawn that leave it, or of the last layer that enter"
                + " it. Thick is much information. That a link is strong does not mean that the"
                + " network uses it, and what two units say only together is not seen.",
            NOTHING_YET,
            List.of(Query.rowsNow("nodes", ends), Query.rowsNow("edges", edges())))
        .size(24, 14)
        .transform("calculateField", BITS_OF_UNIT_OR_LINK)
        .transform("calculateField", THICKNESS)
        .options(Json.object("nodes", IN_BITS, "edges", IN_BITS));
  }

  private static String links() {
    return Series.of(FlowMetrics.LINK).every("layer").lines();
  }

  private static String join(String of, String into, String separator, String... labels) {
    return String.format(
        Locale.ROOT,
        "label_join(%s, \"%s\", \"%s\", \"%s\")",
        of,
        into,
        separator,
        String.join("\", \"", labels));
  }

  private static String end(String side) {
    String unit = side + "_unit";
    String id = join(links(), "id", "/", "run", side, unit);
    String titled = join(join(id, "title", ".", side, unit), "subtitle", "", "run");
    return "sum by (id, title, subtitle) (" + titled + ")";
  }

  private static String edges() {
    String id = join(links(), "id", "/", "run", "source", "source_unit", "target", "target_unit");
    String from = join(id, "source", "/", "run", "source", "source_unit");
    String to = join(from, "target", "/", "run", "target", "target_unit");
    return "max by (id, source, target) (" + to + ")";
  }

  private static Panel lines(String title, String unit, String description, Metric metric) {
    return Panels.lines(
            title, unit, description, NOTHING_YET, Query.lines("flow", Series.of(metric)))
        .size(12, 8)
        .linkToLayer(ModulesDashboard.UID);
  }

  private static Panel flow() {
    return lines(
            "Flow from layer to layer",
            "bits",
            "Information that a unit of one layer holds about a unit of the next, mean over all"
                + " measured links. It grows as layers copy what comes before and falls as units"
                + " die. Wide layers have lower means; compare a pair of layers with itself over"
                + " time.",
            FlowMetrics.FLOW)
        .field("decimals", 3);
  }

  private static Panel dependent() {
    return lines(
            "Links that stand out from chance",
            "percentunit",
            "Share of the measured links that stand out from independence, one in twenty of them"
                + " falsely. A gap where there are too few examples for the bins.",
            FlowMetrics.DEPENDENT)
        .fields("min", 0, "max", 1);
  }

  private static Panel alive() {
    return lines(
            "Units that can carry information",
            "none",
            "Units of a layer that are not constant on the sampled examples. All links of the"
                + " others are 0.",
            FlowMetrics.ALIVE)
        .fields("decimals", 0, "min", 0);
  }

  private static Panel sampled() {
    return lines(
            "Share of the links that is measured",
            "percentunit",
            "To keep the cost bounded wide layers are cut down to a random choice of units, the"
                + " same all through the run. At 100 % nothing was left out.",
            FlowMetrics.SAMPLED)
        .fields("min", 0, "max", 1);
  }
}
