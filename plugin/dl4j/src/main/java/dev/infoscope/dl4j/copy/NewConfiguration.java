// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * A configuration made anew from the serial form of another. Java's form comes first: it keeps
 * every field but transient ones, arrays to the bit, and needs no annotations on a user's own
 * layers. Where it fails, DL4J's JSON is tried, as for a layer with a field that only Jackson can
 * write.
 */
final class NewConfiguration {
  private NewConfiguration() {}

  static MultiLayerConfiguration of(MultiLayerConfiguration original) {
    return of(
        original,
        MultiLayerConfiguration.class,
        MultiLayerConfiguration::toJson,
        MultiLayerConfiguration::fromJson);
  }

  static ComputationGraphConfiguration of(ComputationGraphConfiguration original) {
    return of(
        original,
        ComputationGraphConfiguration.class,
        ComputationGraphConfiguration::toJson,
        ComputationGraphConfiguration::fromJson);
  }

  private static <T> T of(
      T original, Class<T> type, Function<T, String> toJson, Function<String, T> fromJson) {
    try {
      return SerialForm.copy(original, type);
    } catch (IOException | ClassNotFoundException | RuntimeException refused) {
      return throughJson(original, toJson, fromJson, refused);
    }
  }

  /** JSON may leave fields out in silence; the copy must at least say the same of itself. */
  private static <T> T throughJson(
      T original, Function<T, String> toJson, Function<String, T> fromJson, Exception before) {
    try {
      String json = toJson.apply(original);
      T copy = fromJson.apply(json);
      if (toJson.apply(copy).equals(json)) {
        return copy;
      }
      throw refusal("JSON, which does not come back as it was", before);
    } catch (RuntimeException refused) {
      before.addSuppressed(refused);
      throw refusal("JSON (" + firstLine(refused) + ")", before);
    }
  }

  private static IllegalArgumentException refusal(String json, Exception java) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "network cannot be copied: its configuration must survive Java serialisation (%s) or %s",
            firstLine(java),
            json),
        java);
  }

  private static String firstLine(Exception failure) {
    return failure.toString().lines().findFirst().orElse("");
  }
}
