// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.publish.history.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** History files named on the command line. */
final class HistoryFiles {
  private HistoryFiles() {}

  /** Work that reads a history file. */
  interface Reading {
    void run() throws IOException;
  }

  /** What is not there or no history is the user's to mend, and so bad input. */
  static void read(Path history, Reading reading) {
    if (!Files.isRegularFile(history) || !Files.isReadable(history)) {
      throw new InputException(history, "no such file, or it cannot be read");
    }
    try {
      reading.run();
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      throw new InputException(history, e);
    }
  }
}
