// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Text: a line counts when its end is there. */
final class PlainLines implements LineFormat {
  private static final byte END = '\n';
  private static final int BLOCK = 1 << 16;

  @Override
  public byte[] framed(byte[] line) {
    byte[] framed = Arrays.copyOf(line, line.length + 1);
    framed[line.length] = END;
    return framed;
  }

  /** After a power cut the last lines may hold zeros. */
  @Override
  public long endOfLastReport(FileChannel channel) throws IOException {
    long end = endOfLineBefore(channel, channel.size());
    while (end > 0) {
      long start = endOfLineBefore(channel, end - 1);
      if (holdsReport(channel, start, end)) {
        return end;
      }
      end = start;
    }
    return 0;
  }

  private static boolean holdsReport(FileChannel channel, long start, long end) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    ByteBuffer last = ByteBuffer.allocate(2);
    channel.read(first, start);
    channel.read(last, end - 2);
    return first.get(0) == '{' && last.get(0) == '}';
  }

  /** Position just behind the last end of line before a position; 0 if there is none. */
  private static long endOfLineBefore(FileChannel channel, long limit) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long to = limit; to > 0; to -= BLOCK) {
      long from = Math.max(0, to - BLOCK);
      block.clear().limit((int) (to - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
        // A short read is read on.
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == END) {
          return from + i + 1;
        }
      }
    }
    return 0;
  }
}
