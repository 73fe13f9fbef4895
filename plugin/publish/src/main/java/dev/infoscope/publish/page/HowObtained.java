// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How the values of series or matrices were obtained, in words. That changes seldom, as when a
 * range is frozen, so all that was said of one is kept, up to a few. Not thread-safe.
 */
final class HowObtained<K> {
  private static final int MOST = 4; // whatever changes for ever would make the head grow

  private final Map<K, Set<String>> texts = new HashMap<>();

  /** Whether that is news. */
  boolean add(K key, String text) {
    if (text.isEmpty()) {
      return false;
    }
    Set<String> known = texts.computeIfAbsent(key, fresh -> new LinkedHashSet<>());
    return known.size() < MOST && known.add(text);
  }

  /** In the order in which they came. */
  Set<String> of(K key) {
    return texts.getOrDefault(key, Set.of());
  }
}
