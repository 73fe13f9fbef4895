// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One quantity against the epoch, so that runs begun at different times lie over each other. */
final class EpochPanels {
  private static final Map<String, @Nullable Object> EPOCH_AXIS =
      Json.object("unit", "none", "decimals", 0, "custom.axisLabel", Planes.EPOCH);

  private final Planes.Axis y;
  private final String unit;

  private EpochPanels(Planes.Axis y, String unit) {
    this.y = y;
    this.unit = unit;
  }

  /** Of a series; the title stands at the axis. */
  static EpochPanels of(Series series, String title, String unit) {
    return new EpochPanels(new Planes.Axis("value", series, title), unit);
  }

  /** A line per run, and per layer where the series has layers. */
  Panel panel(String title, String description, String noValue) {
    String present = y.series().numbers();
    List<Query> queries =
        List.of(Query.rows(y.refId(), present), Planes.epochs(y.series(), present));
    Panel panel =
        Planes.dotted(
                new Panel("xychart", title, unit, description, noValue, queries), "points+lines")
            .size(12, 9)
            .options(overEpochs())
            .override("byRegexp", y.pattern(), Json.object("custom.axisLabel", y.title()))
            .override("byRegexp", Planes.EPOCH_PATTERN, EPOCH_AXIS);
    return Trajectories.of(y.series().labels(), List.of(y)).apply(panel);
  }

  private Map<String, @Nullable Object> overEpochs() {
    Object x = Planes.byRegexp(Planes.EPOCH_PATTERN);
    return Planes.options(Json.object("x", x, "y", Planes.byRegexp(y.pattern())));
  }
}
