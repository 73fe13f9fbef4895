// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.infoscope.measure.Layer;
import dev.infoscope.publish.history.HistoryEntry;
import dev.infoscope.publish.history.HistoryMatrix;
import dev.infoscope.publish.history.HistoryReading;
import dev.infoscope.report.Health;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the browser gets: a head that names run, layers, series and flags once, and per report a
 * frame of bare values in the order of the series. A tenth of the size of the history's lines, as
 * thousands of epochs must come fast. Not thread-safe.
 */
final class FrameWriter {
  /** Something to put into an object. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final Set<String> RANKED = Set.of("neuron", "unit", "source_unit", "target_unit");

  private final Map<SeriesKey, Integer> series = new LinkedHashMap<>();
  private final Set<MatrixKind> matrices = new LinkedHashSet<>();
  private final Map<String, Integer> flags = new LinkedHashMap<>();
  private final Map<Integer, Layer> layers = new TreeMap<>();
  private boolean changed = true;

  static String json(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen in memory", e);
    }
    return text.toString();
  }

  /** Whether the head has changed since it was last asked for. */
  boolean isHeadNew() {
    return changed;
  }

  String head(RunFacts run) {
    changed = false;
    return json(
        json -> {
          json.writeStringField("token", run.token());
          json.writeStringField("run", run.name());
          json.writeStringField("model", run.model());
          json.writeNumberField("planned", run.plannedEpochs());
          json.writeBooleanField("live", run.live());
          HeadWriter.provenance(json, run.provenance());
          HeadWriter.layers(json, layers.values());
          HeadWriter.series(json, series.keySet());
          HeadWriter.matrices(json, matrices);
          HeadWriter.flags(json, flags.keySet());
        });
  }

  String frame(HistoryEntry entry) {
    learn(entry);
    return json(
        json -> {
          json.writeNumberField("epoch", entry.epoch());
          json.writeNumberField("iteration", entry.iteration());
          json.writeStringField("time", entry.time());
          number(json, "score", entry.score());
          readings(json, shown(entry));
          if (!entry.matrices().isEmpty()) {
            json.writeBooleanField("m", true);
          }
          map(json, "skipped", new TreeMap<>(entry.skipped()));
          map(json, "seconds", new TreeMap<>(entry.durations()));
        });
  }

  /**
   * Readings of single neurons and links come and go with their rank, so that their series would
   * grow without end; the page shows the matrices instead.
   */
  private static List<HistoryReading> shown(HistoryEntry entry) {
    return entry.readings().stream()
        .filter(reading -> Collections.disjoint(reading.labels().keySet(), RANKED))
        .toList();
  }

  private void learn(HistoryEntry entry) {
    for (Layer layer : entry.layers()) {
      changed |= !layer.equals(layers.put(layer.index(), layer));
    }
    for (HistoryMatrix matrix : entry.matrices()) {
      changed |= matrices.add(MatrixKind.of(matrix));
    }
    for (HistoryReading reading : shown(entry)) {
      changed |= series.putIfAbsent(SeriesKey.of(reading), series.size()) == null;
      for (String flag : reading.flags()) {
        changed |= flags.putIfAbsent(flag, flags.size()) == null;
      }
    }
  }

  /**
   * Values in the order of the series; spread (e) and flags (f, a bit each) where there are any.
   */
  private void readings(JsonGenerator json, List<HistoryReading> readings) throws IOException {
    HistoryReading[] ordered = new HistoryReading[series.size()];
    readings.forEach(reading -> ordered[series.get(SeriesKey.of(reading))] = reading);
    json.writeArrayFieldStart("v");
    for (HistoryReading reading : ordered) {
      Double value = reading == null ? null : reading.value();
      json.writeRawValue(value == null ? "null" : Float.toString(value.floatValue()));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("e");
    for (int i = 0; i < ordered.length; i++) {
      Double spread = ordered[i] == null ? null : spread(ordered[i]);
      if (spread != null) {
        json.writeFieldName(String.valueOf(i));
        json.writeRawValue(Float.toString(spread.floatValue()));
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("f");
    for (int i = 0; i < ordered.length; i++) {
      if (ordered[i] != null && !ordered[i].flags().isEmpty()) {
        json.writeNumberField(String.valueOf(i), bits(ordered[i].flags()));
      }
    }
    json.writeEndObject();
  }

  private static @Nullable Double spread(HistoryReading reading) {
    boolean ofNull = reading.metric().endsWith(".null");
    return ofNull ? reading.nullDeviation() : reading.standardError();
  }

  private int bits(List<String> names) {
    int bits = 0;
    for (String name : names) {
      bits |= 1 << Math.min(30, flags.get(name));
    }
    return bits;
  }

  static String health(Health health) {
    return json(
        json -> {
          json.writeNumberField("snapshots", health.snapshots());
          map(json, "skipped", health.skipped());
          map(json, "failures", health.failures());
          json.writeArrayFieldStart("off");
          for (Map.Entry<String, Boolean> measure : health.active().entrySet()) {
            if (!measure.getValue()) {
              json.writeString(measure.getKey());
            }
          }
          json.writeEndArray();
        });
  }

  private static void map(JsonGenerator json, String name, Map<String, ?> map) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, ?> each : new ArrayList<>(map.entrySet())) {
      json.writeFieldName(each.getKey());
      if (each.getValue() instanceof Number number) {
        json.writeNumber(String.valueOf(number));
      } else {
        json.writeString(String.valueOf(each.getValue()));
      }
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
