// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code layers.json} of a run: which layers there are, from input to output, and what is known of
 * them. A list of names, or of objects with {@code name} and perhaps {@code activation}, {@code
 * kind} and {@code from}; or an object that has this list under {@code layers}.
 *
 * @param file where it was read
 * @param layers in order
 */
record RunLayout(Path file, List<LayerFacts> layers) {
  static final String NAME = "layers.json";
  private static final String LAYERS = "layers";
  private static final Set<String> KEYS = Set.of("name", "activation", "kind", "from");

  /**
   * Reads the layout of a run.
   *
   * @param run folder of the run
   * @return null if there is none
   * @throws InputException if it is none
   */
  static @Nullable RunLayout of(Path run) {
    Path file = run.resolve(NAME);
    JsonNode json = JsonFile.read(file);
    if (json == null) {
      return null;
    }
    JsonNode list = json.isObject() ? json.path(LAYERS) : json;
    if (!list.isArray() || list.isEmpty()) {
      throw new InputException(file, "must be a list of layers, from input to output");
    }
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      if (!each.getKey().equals(LAYERS)) {
        throw new InputException(file, "has %s beside layers, which is not known", each.getKey());
      }
    }
    List<LayerFacts> layers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : list) {
      LayerFacts facts = facts(file, each);
      if (EpochFiles.isReserved(facts.name())) {
        throw new InputException(
            file, "%1$s is reserved: a table %1$s is no layer; call it otherwise", facts.name());
      }
      if (!names.add(facts.name())) {
        throw new InputException(file, "layer " + facts.name() + " is there twice");
      }
      layers.add(facts);
    }
    return new RunLayout(file, List.copyOf(layers));
  }

  private static LayerFacts facts(Path file, JsonNode json) {
    if (json.isTextual()) {
      return LayerFacts.named(json.asText());
    }
    String name = text(json, "name");
    if (name == null) {
      throw new InputException(file, "a layer must be a name, or an object with a name: " + json);
    }
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      requireKnown(file, name, each.getKey(), each.getValue());
    }
    String kind = text(json, "kind");
    return new LayerFacts(
        name,
        kind == null ? LayerFacts.PLAIN : kind,
        text(json, "activation"),
        from(file, json.get("from")));
  }

  private static void requireKnown(Path file, String layer, String key, JsonNode value) {
    if (!KEYS.contains(key)) {
      throw new InputException(
          file,
          "layer %s has %s; what is known of a layer is name, activation, kind and from",
          layer,
          key);
    }
    if (!key.equals("from") && !value.isTextual() && !value.isNull()) {
      throw new InputException(file, "%s (%s) of %s must be text", key, value, layer);
    }
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    return value == null || !value.isTextual() || value.asText().isBlank() ? null : value.asText();
  }

  private static @Nullable List<String> from(Path file, @Nullable JsonNode json) {
    if (json == null || json.isNull()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode each : json.isArray() ? json : List.of(json)) {
      if (!each.isTextual()) {
        throw new InputException(file, "from (" + json + ") must be names of layers");
      }
      names.add(each.asText());
    }
    return List.copyOf(names);
  }
}
