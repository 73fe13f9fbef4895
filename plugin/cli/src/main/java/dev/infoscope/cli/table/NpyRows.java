// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads the elements of an NPY file through a buffer of fixed size. */
final class NpyRows implements RowReader {
  private static final int BUFFER = 1 << 18;

  private final NpyTable table;
  private final ReadableByteChannel channel;
  private final ByteBuffer buffer;
  private long rowsLeft;

  NpyRows(NpyTable table) {
    this.table = table;
    this.rowsLeft = table.header().rows();
    this.buffer = ByteBuffer.allocateDirect(BUFFER).order(table.header().order());
    try {
      channel = table.bytes().open();
      for (long left = table.offset(); left > 0; left -= buffer.limit()) {
        fill((int) Math.min(left, BUFFER));
      }
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
  }

  @Override
  public int read(double[] into, int rows) {
    int found = (int) Math.min(rows, rowsLeft);
    int values = Math.multiplyExact(found, table.columns());
    NpyType type = table.header().type();
    for (int done = 0; done < values; ) {
      int count = Math.min(values - done, BUFFER / type.bytes());
      fill(count * type.bytes());
      type.decode(buffer, into, done, count);
      done += count;
    }
    rowsLeft -= found;
    return found;
  }

  private void fill(int bytes) {
    buffer.clear().limit(bytes);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer) < 0) {
          throw new InputException(table.file(), "became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
    buffer.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new InputException(table.file(), e);
    }
  }
}
