// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Damage that leaves JSON what it is: another value, type or place, one too many or too few. */
final class JsonDamage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "3",
          "17",
          "1000",
          "65536",
          "1000000",
          "100000000",
          "268435456",
          "2147483647",
          "-2147483648",
          "4294967296",
          "9223372036854775807",
          "1e308",
          "-1e-320",
          "0.5",
          "1e999",
          "null",
          "true",
          "\"\"",
          "\"x\"",
          "\"NaN\"",
          "\"../../x\"",
          "\"\\u0000\\ud800\"",
          "[]",
          "{}",
          "[1000000,1000000]",
          "[[1]]",
          "{\"a\":1}",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"dev.infoscope.cli.Infoscope\"");

  private final Mutator mutator;

  JsonDamage(Mutator mutator) {
    this.mutator = mutator;
  }

  /** Lines of JSON, of which one is damaged, doubled, left out or moved. */
  byte[] lines(byte[] whole) throws IOException {
    List<String> lines =
        new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
    int at = mutator.choice(lines.size());
    switch (mutator.choice(8)) {
      case 0 -> lines.add(mutator.choice(lines.size()), lines.get(at));
      case 1 -> lines.remove(at);
      default -> {
        String line =
            new String(
                damaged(lines.get(at).getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        lines.set(at, line);
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** One to three places of a document. */
  byte[] damaged(byte[] whole) throws IOException {
    JsonNode root = JSON.readTree(whole);
    for (int left = 1 + mutator.choice(3); left > 0; left--) {
      once(root);
    }
    return JSON.writeValueAsBytes(root);
  }

  private void once(JsonNode root) throws IOException {
    List<ContainerNode<?>> places = new ArrayList<>();
    collect(root, places);
    ContainerNode<?> place = places.get(mutator.choice(places.size()));
    if (place.isEmpty()) {
      return;
    }
    ContainerNode<?> other = places.get(mutator.choice(places.size()));
    JsonNode value =
        mutator.chance(0.2)
            ? other.deepCopy()
            : JSON.readTree(VALUES.get(mutator.choice(VALUES.size())));
    if (place instanceof ObjectNode object) {
      String key =
          object.properties().stream().toList().get(mutator.choice(object.size())).getKey();
      if (mutator.chance(0.15)) {
        object.remove(key);
      } else {
        object.set(key, value);
      }
    } else if (place instanceof ArrayNode array) {
      int at = mutator.choice(array.size());
      switch (mutator.choice(4)) {
        case 0 -> array.remove(at);
        case 1 -> array.insert(at, array.get(mutator.choice(array.size())).deepCopy());
        default -> array.set(at, value);
      }
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> into) {
    if (node instanceof ContainerNode<?> container) {
      into.add(container);
      container.forEach(inner -> collect(inner, into));
    }
  }
}
