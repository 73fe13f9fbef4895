// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import java.util.List;
import java.util.Map;

/** Writes maps, lists and scalars as YAML in block style; strings always quoted. */
final class Yaml {
  private Yaml() {}

  static String write(Map<String, ?> document) {
    StringBuilder text = new StringBuilder();
    map(document, "", text);
    return text.toString();
  }

  private static void map(Map<String, ?> map, String indent, StringBuilder text) {
    String lead = "";
    for (Map.Entry<String, ?> entry : map.entrySet()) {
      text.append(lead).append(entry.getKey()).append(':');
      value(entry.getValue(), indent, text);
      lead = indent;
    }
  }

  private static void value(Object value, String indent, StringBuilder text) {
    String deeper = indent + "  ";
    if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
      text.append('\n').append(deeper);
      map(cast(inner), deeper, text);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      list(list, deeper, text);
    } else {
      text.append(' ').append(scalar(value)).append('\n');
    }
  }

  private static void list(List<?> list, String indent, StringBuilder text) {
    text.append('\n');
    for (Object item : list) {
      text.append(indent).append("- ");
      if (item instanceof Map<?, ?> inner) {
        map(cast(inner), indent + "  ", text);
      } else {
        text.append(scalar(item)).append('\n');
      }
    }
  }

  @SuppressWarnings("unchecked") // every map here has strings for keys
  private static Map<String, ?> cast(Map<?, ?> map) {
    return (Map<String, ?>) map;
  }

  private static String scalar(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Map || value instanceof List) {
      return value instanceof Map ? "{}" : "[]";
    }
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
