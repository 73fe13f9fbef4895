// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** Counts the reports of a file by their first bytes, without reading what is in them. */
final class ReportCount {
  private static final int BLOCK = 1 << 16;
  private static final byte[] HEAD = ReportLines.HEAD;
  private static final int ENOUGH = HistoryJson.END_IS_SEEN;

  private final byte[] start = new byte[ENOUGH];
  private long reports;
  private byte last;
  private int length; // of the line, up to what is enough

  private ReportCount() {}

  /**
   * The number of lines that begin as a report; the last one counts without its end if it ends as a
   * report does.
   *
   * @param file plain or packed with gzip
   * @throws IOException if it cannot be read
   */
  static long of(Path file) throws IOException {
    ReportCount count = new ReportCount();
    try (InputStream in = History.text(file)) {
      byte[] block = new byte[BLOCK];
      for (int length = in.read(block); length >= 0; length = in.read(block)) {
        count.take(block, length);
      }
    } catch (EOFException | ZipException torn) {
      return count.reports; // whoever reads the file is told what cannot be unpacked
    }
    return count.reports + (count.last == '}' && count.isReport() ? 1 : 0);
  }

  private void take(byte[] block, int count) {
    for (int i = 0; i < count; i++) {
      if (block[i] == '\n') {
        reports += isReport() ? 1 : 0;
        length = 0;
      } else if (length < ENOUGH) {
        start[length++] = block[i];
      }
      last = block[i];
    }
  }

  private boolean isReport() {
    return length > HEAD.length
        && Arrays.equals(start, 0, HEAD.length, HEAD, 0, HEAD.length)
        && !HistoryJson.isEnd(start, 0, length);
  }
}
