// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of runs, as JSON: an object per run, with its settings only where the runs differ, so
 * that it stays short however many there are.
 */
final class RunsTable {
  /** A run of the table. */
  record Row(RunFacts facts, RunOverview overview) {}

  private final Set<String> differing;

  private RunsTable(Set<String> differing) {
    this.differing = differing;
  }

  /** A table of these rows. */
  static RunsTable of(List<Row> rows) {
    Map<String, Object> first = new HashMap<>();
    Set<String> differing = new TreeSet<>();
    if (!rows.isEmpty()) {
      first.putAll(settings(rows.get(0)));
    }
    for (Row row : rows) {
      Map<String, Object> own = settings(row);
      Set<String> names = new TreeSet<>(own.keySet());
      names.addAll(first.keySet());
      names.removeIf(name -> Objects.equals(own.get(name), first.get(name)));
      differing.addAll(names);
    }
    return new RunsTable(differing);
  }

  private static Map<String, Object> settings(Row row) {
    Map<String, Object> all = new TreeMap<>(row.facts().provenance().settings());
    all.put("seed", row.facts().provenance().seed());
    return all;
  }

  /** Writes the fields of a row. */
  void write(JsonGenerator json, Row row) throws IOException {
    RunFacts facts = row.facts();
    json.writeStringField("run", facts.name());
    json.writeStringField("model", facts.model());
    facts.state().write(json);
    json.writeStringField("began", facts.began());
    json.writeNumberField("planned", facts.plannedEpochs());
    json.writeStringField("probe", facts.provenance().probeHash());
    HeadWriter.values(json, "tags", facts.tags());
    Map<String, Object> own = settings(row);
    own.keySet().retainAll(differing);
    HeadWriter.values(json, "settings", own);
    progress(json, row.overview());
  }

  private static void progress(JsonGenerator json, RunOverview overview) throws IOException {
    json.writeNumberField("epoch", overview.epoch());
    json.writeNumberField("iteration", overview.iteration());
    json.writeStringField("last", overview.time());
    json.writeNumberField("seconds", overview.seconds());
    json.writeNumberField("parts", overview.parts());
    json.writeNumberField("bestEpoch", overview.bestEpoch());
    number(json, "loss", overview.loss());
    number(json, "best", overview.bestLoss());
    HeadWriter.values(json, "accuracy", overview.accuracy());
    HeadWriter.values(json, "probeLoss", overview.probeLoss());
    label(json, overview.label());
  }

  private static void label(JsonGenerator json, Map<String, RunOverview.OfLayer> label)
      throws IOException {
    json.writeObjectFieldStart("label");
    for (Map.Entry<String, RunOverview.OfLayer> each : label.entrySet()) {
      json.writeObjectFieldStart(each.getKey());
      json.writeStringField("layer", each.getValue().layer());
      json.writeNumberField("value", each.getValue().value());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }
}
