// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.network.Layer;
import dev.infoscope.report.MetricCatalogue;
import dev.infoscope.report.Provenance;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parts of the head: what layers, series and flags are called, said once for all frames. */
final class HeadWriter {
  private HeadWriter() {}

  static void provenance(JsonGenerator json, Provenance from) throws IOException {
    json.writeObjectFieldStart("provenance");
    json.writeStringField("version", from.version());
    values(json, "settings", from.settings());
    json.writeNumberField("seed", from.seed());
    json.writeNumberField("threads", from.threads());
    json.writeNumberField("ompThreads", from.ompThreads());
    json.writeStringField("conditions", from.conditions().words());
    json.writeNumberField("samples", from.samples());
    json.writeNumberField("classes", from.classes());
    json.writeStringField("probeHash", from.probeHash());
    json.writeEndObject();
  }

  static void values(JsonGenerator json, String name, Map<String, ?> values) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, ?> each : values.entrySet()) {
      json.writeFieldName(each.getKey());
      value(json, each.getValue());
    }
    json.writeEndObject();
  }

  static void texts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        value(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }

  static void layers(JsonGenerator json, Collection<Layer> layers) throws IOException {
    json.writeArrayFieldStart("layers");
    for (Layer layer : layers) {
      json.writeStartObject();
      json.writeNumberField("index", layer.index());
      json.writeStringField("name", layer.name());
      json.writeStringField("kind", layer.kind());
      json.writeStringField("reduction", layer.reduction());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void series(JsonGenerator json, Collection<SeriesKey> series, HowObtained<SeriesKey> how)
      throws IOException {
    json.writeArrayFieldStart("series");
    for (SeriesKey key : series) {
      json.writeStartObject();
      metric(json, key.metric(), key.unit());
      if (key.layerIndex() != null) {
        json.writeNumberField("layer", key.layerIndex());
      }
      obtained(json, how.of(key));
      labels(json, new TreeMap<>(key.labels()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void labels(JsonGenerator json, Map<String, String> labels) throws IOException {
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  static void matrices(
      JsonGenerator json, Collection<MatrixKind> matrices, HowObtained<MatrixKind> how)
      throws IOException {
    json.writeArrayFieldStart("matrices");
    for (MatrixKind kind : matrices) {
      json.writeStartObject();
      metric(json, kind.metric(), kind.unit());
      json.writeNumberField("layer", kind.layerIndex());
      json.writeStringField("rows", kind.rowsAre());
      json.writeStringField("columns", kind.columnsAre());
      obtained(json, how.of(kind));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void metric(JsonGenerator json, String metric, String unit) throws IOException {
    json.writeStringField("metric", metric);
    json.writeStringField("unit", unit);
    json.writeStringField("help", help(metric));
  }

  private static void obtained(JsonGenerator json, Set<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart("obtained");
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  private static String help(String metric) {
    Stream<Metric> all =
        Stream.of(MetricCatalogue.metrics(), MetricCatalogue.matrices()).flatMap(List::stream);
    for (Metric known : all.toList()) {
      if (known.meterName().equals(metric)) {
        return known.help();
      }
    }
    return "";
  }

  static void flags(JsonGenerator json, Collection<String> flags) throws IOException {
    json.writeArrayFieldStart("flags");
    for (String flag : flags) {
      json.writeStartObject();
      json.writeStringField("name", flag);
      json.writeStringField("words", words(flag));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static String words(String label) {
    for (Flag known : Flag.values()) {
      if (known.label().equals(label)) {
        return known.words();
      }
    }
    return label.replace('_', ' ');
  }
}
