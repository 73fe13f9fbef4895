// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, whose reader may have seen enough, as {@code head} does: what is written from
 * then on is dropped, and that is no failure. A full disk is one.
 */
final class StandardOutput extends FilterOutputStream {
  private boolean closed;

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (closed) {
      return;
    }
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      closed = "Broken pipe".equals(e.getMessage());
      if (!closed) {
        throw e;
      }
    }
  }
}
