// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the readings of a report were obtained, each text once, as many readings share one. Not
 * thread-safe.
 */
final class Obtained {
  private final Map<String, Integer> places = new LinkedHashMap<>();

  /** The place of a text in the list, which it joins if it is new; null for an empty one. */
  @Nullable Integer place(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Integer fresh = places.size();
    Integer known = places.putIfAbsent(text, fresh);
    return known == null ? fresh : known;
  }

  /** In the order of their places. */
  List<String> texts() {
    return List.copyOf(places.keySet());
  }
}
