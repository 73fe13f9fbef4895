// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The meters that a registry refused, each of which is told once in a run. */
final class RefusedMeters {
  private static final int NAMED = 5;

  private final Set<String> known = new HashSet<>();
  private final List<String> untold = new ArrayList<>();

  void add(String meter, String reason) {
    if (known.add(meter)) {
      untold.add(meter + " (" + reason + ")");
    }
  }

  /**
   * Tells what was not told before.
   *
   * @throws IllegalStateException that names the meters; all others are registered
   */
  void tell() {
    if (untold.isEmpty()) {
      return;
    }
    int count = untold.size();
    String named = String.join(", ", untold.subList(0, Math.min(NAMED, count)));
    String more = count > NAMED ? " and " + (count - NAMED) + " more" : "";
    untold.clear();
    String refusal = "the registry refuses %d of the meters, the others go on: %s%s";
    throw new IllegalStateException(String.format(Locale.ROOT, refusal, count, named, more));
  }
}
