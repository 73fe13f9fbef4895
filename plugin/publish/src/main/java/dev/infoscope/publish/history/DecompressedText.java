// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;

/**
 * The text of a packed file, up to a limit: a few kilobytes can unpack to gigabytes. Our own lines
 * unpack to three times their size, lines that are all alike to thirty times.
 */
final class DecompressedText extends FilterInputStream {
  static final int MOST_TIMES = 200;
  static final long ALWAYS = 1 << 28; // bytes, however small the file is; about a second of work

  private final Path file;
  private long read;
  private long limit = ALWAYS;

  DecompressedText(InputStream text, Path file) {
    super(text);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int found = super.read(into, offset, length);
    count(Math.max(0, found));
    return found;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    if (read > limit) {
      limit = ALWAYS + MOST_TIMES * Files.size(file); // it may be growing
    }
    if (read > limit) {
      throw new ZipException(
          String.format(Locale.ROOT, "unpacks to more than %d times its size", MOST_TIMES));
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
