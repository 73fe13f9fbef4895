// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryOpenMetrics;
import dev.infoscope.publish.history.SkippedLines;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** History files named on the command line. */
public final class HistoryFiles {
  private HistoryFiles() {}

  /** A missing file is bad input: only the user can fix it. */
  static void requireThere(List<Path> histories) {
    for (Path history : histories) {
      if (!Files.isRegularFile(history) || !Files.isReadable(history)) {
        throw new InputException(history, "no such file, or it cannot be read");
      }
    }
  }

  /**
   * Tells what was left out, in one line.
   *
   * @param err where to
   * @param words a phrase for each kind; nothing is said if there are none
   */
  public static void tell(PrintWriter err, List<String> words) {
    if (!words.isEmpty()) {
      err.println("infoscope: " + String.join("; ", words).replaceAll("\\p{Cc}", "?"));
      err.flush();
    }
  }

  /**
   * What to tell of damaged lines.
   *
   * @param skipped of each file
   * @return a phrase for each that has any
   */
  public static List<String> words(List<SkippedLines> skipped) {
    return skipped.stream().filter(each -> !each.isEmpty()).map(SkippedLines::words).toList();
  }

  /** And so is what is no history, or cannot be written. */
  static void write(Path out, PrintWriter standard, OutputFile.Work work) {
    OutputFile.write(
        out,
        standard,
        target -> {
          try {
            work.run(target);
          } catch (HistoryException e) {
            throw new InputException(e.file(), e.what());
          }
        });
  }

  /**
   * Writes a history as OpenMetrics.
   *
   * @param history to be read
   * @param out to be written; {@code -} for standard output
   * @param standard standard output
   * @return what was left out, a phrase for each kind
   * @throws InputException if the one is no history, or the other cannot be written
   */
  public static List<String> writeOpenMetrics(Path history, Path out, PrintWriter standard) {
    List<String> words = new ArrayList<>();
    write(out, standard, to -> words.addAll(HistoryOpenMetrics.write(history, to).words()));
    return words;
  }
}
