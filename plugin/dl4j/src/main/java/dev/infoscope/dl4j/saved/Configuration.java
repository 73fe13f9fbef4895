// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.saved;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/**
 * The configuration of a network as JSON, of which every class name is allowed and every size is
 * within bounds. It is written anew from what was checked, so that DL4J reads nothing else.
 *
 * @param root the JSON
 */
record Configuration(JsonNode root) {
  /** Keys by which DL4J's classes tell of which class an object is. */
  private static final Set<String> CLASS = Set.of("@class", "type");

  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 40;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads and checks.
   *
   * @throws SavedNetworkException if it is no JSON, names a class that is not allowed, or has a
   *     size out of bounds
   */
  static Configuration of(String text, AllowedClasses allowed) throws IOException {
    try {
      try (JsonParser parser = MAPPER.createParser(text)) {
        check(parser, allowed);
      }
      JsonNode root = MAPPER.readTree(text);
      Sizes.check(root);
      return new Configuration(root);
    } catch (JsonProcessingException e) {
      String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new SavedNetworkException("configuration.json is no JSON: " + what, e);
    }
  }

  /** Token by token: nothing is made of the text yet, however deep or long it is. */
  private static void check(JsonParser parser, AllowedClasses allowed) throws IOException {
    int depth = 0;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > DEEPEST) {
        throw new SavedNetworkException("configuration.json is more than 200 levels deep");
      }
      if (token.isNumeric() && parser.getTextLength() > LONGEST_NUMBER) {
        throw new SavedNetworkException(
            String.format(
                Locale.ROOT, "configuration.json: a number has %d digits", parser.getTextLength()));
      }
      boolean named = token.isScalarValue() || token.isStructStart();
      if (named && CLASS.contains(String.valueOf(parser.getCurrentName()))) {
        requireAllowed(token, parser, allowed);
      }
    }
  }

  private static void requireAllowed(JsonToken token, JsonParser parser, AllowedClasses allowed)
      throws IOException {
    String name = token == JsonToken.VALUE_STRING ? parser.getText() : token.asString();
    if (token != JsonToken.VALUE_NULL && !allowed.allows(String.valueOf(name))) {
      throw SavedNetworkException.ofClass(
          String.format(
              Locale.ROOT,
              "names class %s, which is none of DL4J's and not allowed; a saved network is code",
              shortened(String.valueOf(name))));
    }
  }

  private static String shortened(String name) {
    String line = name.replaceAll("\\p{C}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }

  boolean isGraph() {
    return root.has("vertices");
  }

  boolean isOfLayers() {
    return root.has("confs");
  }

  /** How often something was counted when the network was saved; 0 if it is not said. */
  int counted(String key) {
    return Math.max(0, root.path(key).asInt());
  }

  String json() {
    return root.toString();
  }
}
