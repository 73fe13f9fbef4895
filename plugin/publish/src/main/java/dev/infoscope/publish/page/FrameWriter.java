// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.infoscope.network.Layer;
import dev.infoscope.publish.history.CompactNumber;
import dev.infoscope.report.Health;
import dev.infoscope.report.MatrixEntry;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the browser gets: a head that names run, layers, series and flags once, and per report a
 * frame of bare values in the order of the series. A tenth of the size of the history's lines, as
 * thousands of epochs must come fast. Not thread-safe.
 */
final class FrameWriter {
  private static final int MOST_SERIES = 10_000;
  private static final MathContext SPREAD_DIGITS = new MathContext(4);
  private static final Set<String> RANKED = Set.of("neuron", "unit", "source_unit", "target_unit");

  private final Map<SeriesKey, Integer> series = new LinkedHashMap<>();
  private final Set<MatrixKind> matrices = new LinkedHashSet<>();
  private final HowObtained<SeriesKey> ofSeries = new HowObtained<>();
  private final HowObtained<MatrixKind> ofMatrices = new HowObtained<>();
  private final Map<String, Integer> flags = new LinkedHashMap<>();
  private final Map<String, Integer> parts = new LinkedHashMap<>(); // between restarts
  private final Map<Integer, Layer> layers = new TreeMap<>();
  private boolean changed = true;

  /** Whether the head has changed since it was last asked for. */
  boolean isHeadNew() {
    return changed;
  }

  private static void facts(JsonGenerator json, RunFacts run) throws IOException {
    json.writeStringField("token", run.token());
    json.writeStringField("run", run.name());
    json.writeStringField("model", run.model());
    json.writeNumberField("planned", run.plannedEpochs());
    run.state().write(json);
    json.writeStringField("schedule", run.schedule());
    json.writeStringField("began", run.began());
  }

  byte[] head(RunFacts run) {
    changed = false;
    return Json.bytes(
        json -> {
          facts(json, run);
          HeadWriter.values(json, "tags", run.tags());
          HeadWriter.texts(json, "parts", parts.keySet());
          HeadWriter.provenance(json, run.provenance());
          HeadWriter.layers(json, layers.values());
          HeadWriter.series(json, series.keySet(), ofSeries);
          HeadWriter.matrices(json, matrices, ofMatrices);
          HeadWriter.flags(json, flags.keySet());
        });
  }

  /** A report as a frame; of one that is larger than that only the moment, and why. */
  byte[] frame(ReportEntry entry, long largest) {
    List<ReadingEntry> shown = shown(entry);
    learn(entry, shown);
    byte[] frame = frame(entry, shown, new TreeMap<>(entry.skipped()));
    return frame.length <= largest ? frame : withoutReadings(entry, frame.length, largest);
  }

  private byte[] withoutReadings(ReportEntry entry, long length, long largest) {
    String why = "a report of " + length + " bytes; the page has room for " + largest;
    return frame(entry, List.of(), new TreeMap<>(Map.of("page", why)));
  }

  private byte[] frame(ReportEntry entry, List<ReadingEntry> shown, Map<String, String> skipped) {
    return Json.bytes(
        json -> {
          json.writeNumberField("epoch", entry.epoch());
          json.writeNumberField("iteration", entry.iteration());
          json.writeNumberField("part", number(parts, entry.session()));
          json.writeStringField("time", entry.time());
          json.writeFieldName("score");
          number(json, entry.score());
          readings(json, shown);
          if (!entry.matrices().isEmpty()) {
            json.writeBooleanField("m", true);
          }
          map(json, "skipped", skipped);
          map(json, "seconds", new TreeMap<>(entry.durations()));
        });
  }

  /**
   * Readings of single neurons and links come and go with their rank, so that their series would
   * grow without end; the page shows the matrices instead.
   */
  private List<ReadingEntry> shown(ReportEntry entry) {
    return entry.readings().stream()
        .filter(reading -> Collections.disjoint(reading.labels().keySet(), RANKED))
        .filter(this::hasRoom)
        .toList();
  }

  /** Labels that change for ever would make the head grow without end. */
  private boolean hasRoom(ReadingEntry reading) {
    return series.size() < MOST_SERIES || series.containsKey(SeriesKey.of(reading));
  }

  private void learn(ReportEntry entry, List<ReadingEntry> shown) {
    changed |= parts.putIfAbsent(entry.session(), parts.size()) == null;
    for (Layer layer : entry.layers()) {
      changed |= !layer.equals(layers.put(layer.index(), layer));
    }
    for (MatrixEntry matrix : entry.matrices()) {
      MatrixKind kind = MatrixKind.of(matrix);
      changed |= matrices.add(kind);
      changed |= ofMatrices.add(kind, entry.howObtained(matrix));
    }
    for (ReadingEntry reading : shown) {
      learn(entry, reading);
    }
  }

  private void learn(ReportEntry entry, ReadingEntry reading) {
    SeriesKey key = SeriesKey.of(reading);
    changed |= series.putIfAbsent(key, series.size()) == null;
    changed |= ofSeries.add(key, entry.howObtained(reading));
    for (String flag : reading.flags()) {
      changed |= flags.putIfAbsent(flag, flags.size()) == null;
    }
  }

  /**
   * Values (v) and spreads (e) at the places of their series, and flags (f, a bit each) where there
   * are any.
   */
  private void readings(JsonGenerator json, List<ReadingEntry> readings) throws IOException {
    ReadingEntry[] ordered = new ReadingEntry[series.size()];
    readings.forEach(reading -> ordered[number(series, SeriesKey.of(reading))] = reading);
    rows(json, "v", ordered, ReadingEntry::value);
    rows(json, "e", ordered, FrameWriter::spread);
    flags(json, ordered);
  }

  /** Rows of neighbours, each led by its first place, as many series rest or have no spread. */
  private static void rows(
      JsonGenerator json,
      String name,
      @Nullable ReadingEntry[] ordered,
      Function<ReadingEntry, @Nullable Double> value)
      throws IOException {
    json.writeArrayFieldStart(name);
    boolean open = false;
    for (int i = 0; i < ordered.length; i++) {
      Double own = ordered[i] == null ? null : value.apply(ordered[i]);
      if (open && own == null) {
        json.writeEndArray();
      } else if (!open && own != null) {
        json.writeStartArray();
        json.writeNumber(i);
      }
      open = own != null;
      if (own != null) {
        number(json, own);
      }
    }
    if (open) {
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void flags(JsonGenerator json, ReadingEntry[] ordered) throws IOException {
    json.writeObjectFieldStart("f");
    for (int i = 0; i < ordered.length; i++) {
      if (ordered[i] != null && !ordered[i].flags().isEmpty()) {
        json.writeNumberField(String.valueOf(i), bits(ordered[i].flags()));
      }
    }
    json.writeEndObject();
  }

  private static @Nullable Double spread(ReadingEntry reading) {
    boolean ofNull = reading.metric().endsWith(".null");
    Double spread = ofNull ? reading.nullDeviation() : reading.standardError();
    return spread == null || !Double.isFinite(spread) ? null : rounded(spread);
  }

  /** No more digits of it are shown, and a history has them for every reading of every epoch. */
  private static double rounded(double spread) {
    return new BigDecimal(spread).round(SPREAD_DIGITS).doubleValue();
  }

  private static <K> int number(Map<K, Integer> numbers, K key) {
    return Objects.requireNonNull(numbers.get(key));
  }

  private int bits(List<String> names) {
    int bits = 0;
    for (String name : names) {
      bits |= 1 << Math.min(30, number(flags, name));
    }
    return bits;
  }

  static byte[] health(Health health) {
    return Json.bytes(
        json -> {
          json.writeNumberField("snapshots", health.snapshots());
          map(json, "skipped", health.skipped());
          map(json, "failures", health.failures());
          if (health.unwatched() != null) {
            json.writeStringField("unwatched", health.unwatched());
          }
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
        number(json, number.doubleValue());
      } else {
        json.writeString(String.valueOf(each.getValue()));
      }
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, @Nullable Double value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else {
      CompactNumber.write(json, value + 0.0); // 0 for what is negative zero
    }
  }
}
