// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.Health;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a history that hold no report and were left out, so that one of them does not cost
 * the others.
 *
 * @param file which history
 * @param count how many
 * @param first the first few of them
 */
public record SkippedLines(Path file, long count, List<BadLine> first) {
  /** Copies the list. */
  public SkippedLines {
    first = List.copyOf(first);
  }

  /**
   * Whether every line was read.
   *
   * @return true if none was left out
   */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * For the page, which says how many snapshots were left out, and why.
   *
   * @param health of a run in the file; null if unknown
   * @return the same, with these lines
   */
  public Health addedTo(@Nullable Health health) {
    Health known = health == null ? new Health(0, Map.of(), Map.of(), Map.of()) : health;
    Map<String, Long> skipped = new TreeMap<>(known.skipped());
    skipped.put("damaged lines of the file", count);
    return new Health(
        known.snapshots(), skipped, known.failures(), known.active(), known.unwatched());
  }

  /**
   * What to tell whoever reads the history.
   *
   * @return one line that names count, file, and of the first lines number and reason
   */
  public String words() {
    String named = first.stream().map(BadLine::toString).collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "%s: %d damaged %s left out (%s%s)",
        file,
        count,
        count == 1 ? "line was" : "lines were",
        named,
        count > first.size() ? "; ..." : "");
  }
}
