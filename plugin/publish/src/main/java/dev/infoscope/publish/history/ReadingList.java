// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The readings of a line in JSON: in columns since schema 2, an object each in schema 1. Labels are
 * columns as all others, as query engines take objects whose keys differ for maps.
 */
final class ReadingList {
  private static final String LABELS = "labels";
  private static final String LABEL = "label_";

  private ReadingList() {}

  /** Writes columns. */
  static final class Writer extends JsonSerializer<List<HistoryReading>> {
    @Override
    public void serialize(List<HistoryReading> readings, JsonGenerator json, SerializerProvider all)
        throws IOException {
      ObjectMapper mapper = (ObjectMapper) json.getCodec();
      json.writeStartArray();
      for (ReadingColumns columns : ReadingColumns.of(readings)) {
        json.writeTree(flat(mapper.valueToTree(columns)));
      }
      json.writeEndArray();
    }

    private static ObjectNode flat(ObjectNode columns) {
      JsonNode labels = columns.remove(LABELS);
      labels.properties().forEach(each -> columns.set(LABEL + each.getKey(), each.getValue()));
      return columns;
    }
  }

  /** Reads both. */
  static final class Reader extends JsonDeserializer<List<HistoryReading>> {
    @Override
    public List<HistoryReading> deserialize(JsonParser json, DeserializationContext all)
        throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return all.reportInputMismatch(HistoryReading.class, "readings must be a list");
      }
      List<HistoryReading> readings = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        JsonNode each = all.readTree(json);
        if (each.path("value").isArray()) {
          readings.addAll(all.readTreeAsValue(deep(each), ReadingColumns.class).readings());
        } else {
          readings.add(all.readTreeAsValue(each, HistoryReading.class));
        }
      }
      return readings;
    }

    private static JsonNode deep(JsonNode columns) {
      ObjectNode labels = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> each : columns.properties()) {
        if (each.getKey().startsWith(LABEL)) {
          labels.set(each.getKey().substring(LABEL.length()), each.getValue());
        }
      }
      return ((ObjectNode) columns).set(LABELS, labels);
    }
  }
}
