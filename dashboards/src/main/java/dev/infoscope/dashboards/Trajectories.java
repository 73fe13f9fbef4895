// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transformations that turn tables over time into one frame per line with one row per epoch.
 *
 * @param labels that tell lines apart
 * @param values columns of numbers
 */
record Trajectories(List<String> labels, List<Planes.Axis> values) {
  /** Labels that the dashboard's variables hold at one value, or that repeat another. */
  private static final List<String> NOT_SHOWN = List.of("layer_index", "model", "signal", "kind");

  private static final String EPOCH_COLUMN = "Value #" + Planes.EPOCH;

  private static final Map<String, @Nullable Object> LABELS_AS_NAMES =
      Json.joined(
          Json.object("asLabels", false, "append", false, "withNames", false),
          Json.object("separator1", "=", "separator2", " "));

  static Trajectories of(List<String> labels, List<Planes.Axis> values) {
    return new Trajectories(labels, values);
  }

  Panel apply(Panel panel) {
    panel
        .transform("merge", Json.object())
        .transform("groupBy", Json.object("fields", grouped()))
        .transform("sortBy", sortBy(EPOCH_COLUMN));
    if (labels.contains("layer_index")) {
      panel.transform("sortBy", sortBy("layer_index"));
    }
    return panel.transform("organize", rename()).transform("partitionByValues", split());
  }

  private Map<String, @Nullable Object> grouped() {
    Map<String, @Nullable Object> fields = Json.object();
    List<String> keys = new ArrayList<>(labels);
    keys.add(EPOCH_COLUMN);
    keys.forEach(
        key -> fields.put(key, Json.object("operation", "groupby", "aggregations", List.of())));
    for (Planes.Axis axis : values) {
      fields.put(
          axis.column(),
          Json.object("operation", "aggregate", "aggregations", List.of("lastNotNull")));
    }
    return fields;
  }

  private static Map<String, @Nullable Object> sortBy(String field) {
    return Json.object("fields", Json.object(), "sort", List.of(Json.object("field", field)));
  }

  private Map<String, @Nullable Object> rename() {
    Map<String, @Nullable Object> excluded = Json.object();
    NOT_SHOWN.stream().filter(labels::contains).forEach(label -> excluded.put(label, true));
    Map<String, @Nullable Object> names = Json.object(EPOCH_COLUMN, Planes.EPOCH);
    values.forEach(axis -> names.put(axis.column() + " (lastNotNull)", axis.title()));
    return Panels.organised(excluded, names);
  }

  private Map<String, @Nullable Object> split() {
    List<String> shown = new ArrayList<>(labels);
    shown.removeAll(NOT_SHOWN);
    return Json.object("fields", shown, "keepFields", false, "naming", LABELS_AS_NAMES);
  }
}
