// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.lang.reflect.Array;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as JSON. What is not a finite number is written as null; the flags say why. */
public final class AnswerJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AnswerJson() {}

  /**
   * One answer as one object.
   *
   * @param answer the answer
   * @return a tree whose text follows the schema
   */
  public static JsonNode of(Answer answer) {
    ObjectNode json = NODES.objectNode();
    json.put("measure", answer.measure());
    json.set("parameters", tree(answer.parameters()));
    ArrayNode readings = json.putArray("readings");
    answer.readings().forEach(reading -> readings.add(reading(reading)));
    json.set("diagnostics", tree(answer.diagnostics()));
    return json;
  }

  private static ObjectNode reading(Reading reading) {
    Layer layer = reading.layer();
    ObjectNode json = NODES.objectNode();
    json.put("metric", reading.metric().meterName());
    json.put("layer", layer == null ? null : layer.name());
    json.set("labels", tree(reading.labels()));
    json.set("value", number(reading.value()));
    json.put("unit", reading.metric().unit());
    json.set("standardError", number(reading.uncertainty().standardError()));
    if (!reading.obtained().isEmpty()) {
      json.put("obtained", reading.obtained());
    }
    ArrayNode flags = json.putArray("flags");
    reading.flags().stream().map(Flag::label).forEach(flags::add);
    return json;
  }

  private static JsonNode number(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
  }

  private static JsonNode tree(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof Integer || value instanceof Long) {
      return NODES.numberNode(((Number) value).longValue());
    } else if (value instanceof Number some) {
      return number(some.doubleValue());
    } else if (value instanceof Boolean truth) {
      return NODES.booleanNode(truth);
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode json = NODES.objectNode();
      map.forEach((key, inner) -> json.set(String.valueOf(key), tree(inner)));
      return json;
    }
    return value instanceof Iterable<?> || value.getClass().isArray()
        ? list(value)
        : NODES.textNode(String.valueOf(value));
  }

  private static ArrayNode list(Object value) {
    ArrayNode json = NODES.arrayNode();
    if (value instanceof Iterable<?> list) {
      list.forEach(inner -> json.add(tree(inner)));
    } else {
      for (int i = 0; i < Array.getLength(value); i++) {
        json.add(tree(Array.get(value, i)));
      }
    }
    return json;
  }
}
