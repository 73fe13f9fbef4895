// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** How lines stand in a file. */
interface LineFormat {
  /** That which the name of a file asks for: packed if it ends in .gz. */
  static LineFormat of(Path file) {
    return file.toString().endsWith(".gz") ? new GzipLines(file) : new TextLines(file);
  }

  /** What a line is in the file. */
  byte[] framed(byte[] line) throws IOException;

  /** Whether a line behind this last byte, which is not ours, would not begin a new one. */
  boolean needsEndBehind(byte last);

  /**
   * Where the last whole line that holds a report ends; 0 if there is none. What stands behind is a
   * line that was cut short.
   *
   * @throws HistoryException if the file holds anything else, which must not be cut off
   */
  long endOfLastReport(FileChannel channel) throws IOException;
}
