// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.infoscope.report.ReadingEntry;
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
  static final class Writer extends JsonSerializer<List<ReadingEntry>> {
    @Override
    public void serialize(List<ReadingEntry> readings, JsonGenerator json, SerializerProvider all)
        throws IOException {
      json.writeStartArray();
      for (ReadingColumns columns : ReadingColumns.of(readings)) {
        all.defaultSerializeValue(columns, json);
      }
      json.writeEndArray();
    }
  }

  /** Writes the name of a label as that of its column. */
  static final class LabelName extends JsonSerializer<String> {
    @Override
    public void serialize(String label, JsonGenerator json, SerializerProvider all)
        throws IOException {
      json.writeFieldName(LABEL + label);
    }
  }

  /** Reads both. */
  static final class Reader extends JsonDeserializer<List<ReadingEntry>> {
    @Override
    public List<ReadingEntry> deserialize(JsonParser json, DeserializationContext all)
        throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        return all.reportInputMismatch(ReadingEntry.class, "readings must be a list");
      }
      List<ReadingEntry> readings = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        JsonNode each = all.readTree(json);
        if (each.path("value").isArray()) {
          readings.addAll(all.readTreeAsValue(deep(each), ReadingColumns.class).readings());
        } else {
          readings.add(all.readTreeAsValue(each, ReadingEntry.class));
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
