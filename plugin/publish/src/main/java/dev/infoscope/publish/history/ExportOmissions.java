// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an export could not write.
 *
 * @param lines of the history that are damaged
 * @param readings how many have a name in the history that is no name in the other format
 * @param first why the first of them was left out, in one line; empty if none was
 */
public record ExportOmissions(SkippedLines lines, long readings, String first) {
  /**
   * What to tell whoever exports.
   *
   * @return a phrase for each kind, as in {@code 2 readings left out; the first: metric '../x' must
   *     be ...}; none if all was written
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (!lines.isEmpty()) {
      words.add(lines.words());
    }
    if (readings > 0) {
      String form = "%d %s left out; the first: %s";
      String noun = readings == 1 ? "reading" : "readings";
      words.add(String.format(Locale.ROOT, form, readings, noun, first));
    }
    return words;
  }
}
