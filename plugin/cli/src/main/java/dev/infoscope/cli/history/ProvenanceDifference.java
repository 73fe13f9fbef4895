// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.report.Provenance;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why readings may not be held against others: they were obtained in another way. */
public final class ProvenanceDifference {
  private static final String NOT_SET = "not set";

  private ProvenanceDifference() {}

  /**
   * The first thing that differs; the seed before the probe set, which it may choose.
   *
   * @param was how the first was measured; null if it is not known
   * @param now how the other was
   * @return as in {@code with another seed (1, now 2)}
   */
  public static String words(@Nullable Provenance was, Provenance now) {
    if (was == null) {
      return "no one knows how";
    }
    if (was.seed() != now.seed()) {
      return String.format(Locale.ROOT, "with another seed (%d, now %d)", was.seed(), now.seed());
    }
    if (!was.probeHash().equals(now.probeHash()) || was.samples() != now.samples()) {
      return String.format(
          Locale.ROOT,
          "on another probe set (%d examples, hash %s; now %d, %s)",
          was.samples(),
          was.probeHash(),
          now.samples(),
          now.probeHash());
    }
    if (!was.version().equals(now.version())) {
      return String.format(
          Locale.ROOT, "by another version (%s, now %s)", was.version(), now.version());
    }
    Map<String, Object> then = was.settings();
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.settings().keySet());
    for (String name : names) {
      Object before = then.getOrDefault(name, NOT_SET);
      Object after = now.settings().getOrDefault(name, NOT_SET);
      if (!before.equals(after)) {
        return String.format(
            Locale.ROOT, "with other settings (%s %s, now %s)", name, before, after);
      }
    }
    return String.format(
        Locale.ROOT, "with other classes (%d, now %d)", was.classes(), now.classes());
  }
}
