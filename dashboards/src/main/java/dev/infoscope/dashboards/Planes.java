// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.report.RunMetrics;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plane: two quantities of one layer against each other, one point per epoch.
 *
 * <p>Prometheus knows series over time only. All series of one scrape carry one timestamp, so the
 * two quantities and the epoch join on time; grouping by epoch then drops the points that repeat
 * because an epoch outlasts a scrape. Fields are matched by regular expression because splitting by
 * layer prefixes their names.
 */
final class Planes {
  static final String EPOCH = "epoch";
  static final String EPOCH_PATTERN = "/" + EPOCH + "$/";

  private static final Map<String, @Nullable Object> EPOCH_COLOURS =
      Json.joined(
          Json.object("unit", "none", "decimals", 0),
          Json.object("color", PanelStyle.colour("continuous-BlYlRd")));

  private static final Map<String, @Nullable Object> DOTS =
      Json.read(
          """
          {
            "pointSize": {"fixed": 6, "min": 2, "max": 11},
            "pointShape": "circle",
            "pointStrokeWidth": 1,
            "fillOpacity": 75,
            "lineWidth": 1,
            "lineStyle": {"fill": "solid"},
            "axisPlacement": "auto",
            "axisLabel": "",
            "axisGridShow": true,
            "scaleDistribution": {"type": "linear"},
            "hideFrom": {"legend": false, "tooltip": false, "viz": false}
          }
          """);

  private final Axis x;
  private final Axis y;
  private final boolean signed;

  private Planes(Axis x, Axis y, boolean signed) {
    if (!x.series().labels().equals(y.series().labels())) {
      throw new IllegalArgumentException(x + " and " + y + " differ in their labels");
    }
    this.x = x;
    this.y = y;
    this.signed = signed;
  }

  /**
   * One axis of a plane.
   *
   * @param refId name of the query
   * @param series what is drawn
   * @param title what stands at the axis, without the unit
   */
  record Axis(String refId, Series series, String title) {
    String column() {
      return "Value #" + refId;
    }

    /** A regular expression, between slashes as Grafana wants it. */
    String pattern() {
      return "/" + title.replaceAll("[()]", "\\\\$0") + "$/";
    }
  }

  static Planes of(Axis x, Axis y) {
    return new Planes(x, y, false);
  }

  /** Quantities that may be below 0. */
  static Planes signed(Axis x, Axis y) {
    return new Planes(x, y, true);
  }

  /** A colour per layer, dots that grow with the epoch. */
  Panel linePerLayer(String title, String description, String noValue) {
    return panel(title, description, noValue, "points+lines", "size");
  }

  /** Dots only, coloured by epoch: a line would take the colour of its last dot. */
  Panel colouredByEpoch(String title, String description, String noValue) {
    return panel(title, description, noValue, "points", "color");
  }

  private Panel panel(
      String title, String description, String noValue, String show, String epochAs) {
    Panel panel =
        dotted(new Panel("xychart", title, "short", description, noValue, queries()), show)
            .size(12, 13)
            .options(options(drawn(epochAs)));
    if (!signed) {
      panel.field("min", 0);
    }
    axisLabel(panel, x);
    axisLabel(panel, y);
    panel.override("byRegexp", EPOCH_PATTERN, EPOCH_COLOURS);
    return Trajectories.of(x.series().labels(), List.of(x, y)).apply(panel);
  }

  /** What all panels of dots have in common. */
  static Panel dotted(Panel panel, String show) {
    return panel
        .with("interval", Panels.SCRAPE_INTERVAL)
        .with("maxDataPoints", 1000)
        .field("decimals", 2)
        .field("color", PanelStyle.colour("palette-classic"))
        .field("custom", Json.joined(Json.object("show", show), DOTS));
  }

  private static void axisLabel(Panel panel, Axis axis) {
    panel.override(
        "byRegexp", axis.pattern(), Json.object("custom.axisLabel", axis.title() + " [bits]"));
  }

  /** A point needs all three: Grafana would draw a missing value at 0. */
  private List<Query> queries() {
    String xs = x.series().numbers();
    String ys = y.series().numbers();
    return List.of(
        Query.rows(x.refId(), xs + " and " + ys),
        Query.rows(y.refId(), ys + " and " + xs),
        epochs(x.series(), xs + " and " + ys));
  }

  /** The epoch of each line that is there, one row per line. */
  static Query epochs(Series series, String present) {
    String by = String.join(", ", series.labels());
    String epoch = Series.of(RunMetrics.EPOCH).lines();
    return Query.rows(
        EPOCH,
        "(group by (" + by + ") (" + present + ")) * on (model, run) group_left () " + epoch);
  }

  private Map<String, @Nullable Object> drawn(String epochAs) {
    Object epoch = byRegexp(EPOCH_PATTERN);
    return Json.object("x", byRegexp(x.pattern()), "y", byRegexp(y.pattern()), epochAs, epoch);
  }

  /** With this series, whose columns are named. */
  static Map<String, @Nullable Object> options(Map<String, @Nullable Object> series) {
    return Json.object(
        "mapping", "auto",
        "series", List.of(series),
        "legend", PanelStyle.legendBelow(),
        "tooltip", PanelStyle.tooltip("single", "none"));
  }

  static Map<String, @Nullable Object> byRegexp(String pattern) {
    return Json.object("matcher", Json.object("id", "byRegexp", "options", pattern));
  }
}
