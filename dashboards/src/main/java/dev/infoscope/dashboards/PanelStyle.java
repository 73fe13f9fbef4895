// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts that panels of several kinds share: legends, thresholds, colours, names for values. */
final class PanelStyle {
  static final Map<String, @Nullable Object> SHOWN =
      Json.object("legend", false, "tooltip", false, "viz", false);
  static final Map<String, @Nullable Object> LINEAR = Json.object("type", "linear");

  static final Map<String, @Nullable Object> DASHES =
      Json.object("fill", "dash", "dash", List.of(6, 6));

  private PanelStyle() {}

  static Map<String, @Nullable Object> legendBelow() {
    return Json.object(
        "showLegend", true, "displayMode", "list", "placement", "bottom", "calcs", List.of());
  }

  static Map<String, @Nullable Object> legendTable() {
    return Json.joined(
        Json.object("showLegend", true, "displayMode", "table", "placement", "right"),
        Json.object("calcs", List.of("lastNotNull", "min", "max")));
  }

  static Map<String, @Nullable Object> tooltip(String mode, String sort) {
    return Json.object("mode", mode, "sort", sort);
  }

  static Map<String, @Nullable Object> colour(String mode) {
    return Json.object("mode", mode);
  }

  /** One colour whatever the value: for numbers that are not judged. */
  static Map<String, @Nullable Object> neutral() {
    return steps("text");
  }

  /** A first colour, then pairs of a limit and the colour from there on. */
  static Map<String, @Nullable Object> steps(String base, Object... limitsAndColours) {
    List<Object> steps = new ArrayList<>();
    steps.add(Json.object("color", base, "value", null));
    for (int i = 0; i < limitsAndColours.length; i += 2) {
      steps.add(Json.object("color", limitsAndColours[i + 1], "value", limitsAndColours[i]));
    }
    return Json.object("mode", "absolute", "steps", steps);
  }

  /** Words and colours for which side of its band a reading lies on. */
  static List<Object> drift() {
    return List.of(
        Json.object(
            "type",
            "value",
            "options",
            Json.object(
                "-1", Json.object("text", "fell", "color", "orange", "index", 0),
                "0", Json.object("text", "in its band", "color", "green", "index", 1),
                "1", Json.object("text", "rose", "color", "purple", "index", 2))),
        unknown("too early to judge", 3));
  }

  /** Words and colours for 0, 1 and no evidence. */
  static List<Object> zeroAndOne(
      String zero, String zeroColour, String one, String oneColour, String none) {
    return List.of(
        Json.object(
            "type",
            "value",
            "options",
            Json.object(
                "0", Json.object("text", zero, "color", zeroColour, "index", 0),
                "1", Json.object("text", one, "color", oneColour, "index", 1))),
        unknown(none, 2));
  }

  private static Object unknown(String words, int index) {
    return Json.object(
        "type",
        "special",
        "options",
        Json.object(
            "match",
            "null+nan",
            "result",
            Json.object("text", words, "color", "text", "index", index)));
  }
}
