// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Finds values in JSON answers. */
public final class Readings {
  private Readings() {}

  static double value(JsonNode readings, String metric, String layer, String estimator) {
    for (JsonNode reading : readings) {
      if (reading.get("metric").asText().equals(metric)
          && reading.get("layer").asText().equals(layer)
          && reading.at("/labels/estimator").asText().equals(estimator)) {
        return reading.get("value").asDouble(Double.NaN);
      }
    }
    throw new AssertionError("no " + metric + " of " + layer + " by " + estimator);
  }

  public static Object[] and(Object[] some, Object... more) {
    Object[] all = Arrays.copyOf(some, some.length + more.length, Object[].class);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
