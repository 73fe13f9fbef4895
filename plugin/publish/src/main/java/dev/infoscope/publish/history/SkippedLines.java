// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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
   * What to tell whoever reads the history.
   *
   * @return one line that names count, file, and of the first lines number and reason
   */
  public String words() {
    String named = first.stream().map(BadLine::toString).collect(Collectors.joining("; "));
    return "%s: %d damaged %s left out (%s%s)"
        .formatted(
            file,
            count,
            count == 1 ? "line was" : "lines were",
            named,
            count > first.size() ? "; ..." : "");
  }
}
