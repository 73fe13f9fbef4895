// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** An array that is a file. */
record PlainBytes(Path name) implements ArrayBytes {
  @Override
  public long size() throws IOException {
    return Files.size(name);
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    return FileChannel.open(name);
  }

  @Override
  public BytesAt openAt(long offset, long length) throws IOException {
    FileChannel channel = FileChannel.open(name);
    return new BytesAt() {
      @Override
      public void read(ByteBuffer into, long position) throws IOException {
        for (long at = offset + position; into.hasRemaining(); ) {
          int found = channel.read(into, at);
          if (found < 0) {
            throw new EOFException("became shorter while it was read");
          }
          at += found;
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
