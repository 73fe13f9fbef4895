// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What was meant by a name that is none: the closest of those that are, by edits. */
final class CloseNames {
  private static final int MOST = 3;

  private CloseNames() {}

  /** Options where it begins as one, otherwise commands; the closest first, none if none is. */
  static List<String> of(String word, CommandLine command) {
    Collection<String> names =
        word.startsWith("-")
            ? command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList()
            : command.getSubcommands().keySet();
    String name = word.replaceFirst("=.*", "");
    return names.stream()
        .filter(each -> isClose(name, each))
        .sorted(Comparator.comparingInt((String each) -> edits(name, each)))
        .limit(MOST)
        .toList();
  }

  /** One edit in three letters, or the beginning of the name. */
  private static boolean isClose(String word, String name) {
    int letters = Math.max(word.length(), name.length()) - (name.startsWith("--") ? 2 : 0);
    boolean begins = word.length() >= 4 && name.startsWith(word);
    return begins || edits(word, name) <= Math.max(1, letters / 3);
  }

  /** Letters put in, left out, replaced or swapped with the next (optimal string alignment). */
  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int least(int[][] edits, String a, String b, int i, int j) {
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least =
        Stream.of(edits[i - 1][j] + 1, edits[i][j - 1] + 1, edits[i - 1][j - 1] + same)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
