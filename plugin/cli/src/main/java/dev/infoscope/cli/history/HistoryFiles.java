// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryOpenMetrics;
import dev.infoscope.publish.history.LeftOut;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** History files named on the command line. */
public final class HistoryFiles {
  private HistoryFiles() {}

  /** What is not there is the user's to mend, and so bad input. */
  static void requireThere(List<Path> histories) {
    for (Path history : histories) {
      if (!Files.isRegularFile(history) || !Files.isReadable(history)) {
        throw new InputException(history, "no such file, or it cannot be read");
      }
    }
  }

  /** And so is what is no history, or cannot be written. */
  static void write(Path out, OutputFile.Work work) {
    OutputFile.write(
        out,
        () -> {
          try {
            work.run();
          } catch (HistoryException e) {
            throw new InputException(e.file(), e.what());
          }
        });
  }

  /**
   * Writes a history as OpenMetrics; what has no place there is said in one line.
   *
   * @param history to be read
   * @param out to be written
   * @param err where to say it
   * @throws InputException if the one is no history, or the other cannot be written
   */
  public static void writeOpenMetrics(Path history, Path out, PrintWriter err) {
    write(
        out,
        () -> {
          LeftOut leftOut = HistoryOpenMetrics.write(history, out);
          if (leftOut.readings() > 0) {
            err.printf("infoscope: %s: %s%n", out, leftOut);
            err.flush();
          }
        });
  }
}
