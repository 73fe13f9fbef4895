// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends whole lines. A line counts when its end is on disk; whatever stands behind the last end
 * of line is a write that was cut short, and is cut off when the file is opened or a write fails.
 *
 * <p>The file is locked, so that two processes cannot write lines into each other.
 */
final class LineAppender implements AutoCloseable {
  private static final byte END = '\n';
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private long good;

  private LineAppender(FileChannel channel) {
    this.channel = channel;
  }

  static LineAppender open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, path);
      LineAppender appender = new LineAppender(channel);
      appender.good = appender.endOfLastReport(channel.size());
      appender.cutOff();
      return appender;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(path + " is being written by another run of this process", e);
    }
    throw new IOException(path + " is being written by another process");
  }

  /** Where the last line that holds a report ends; after a power cut the last may hold zeros. */
  private long endOfLastReport(long size) throws IOException {
    long end = endOfLineBefore(size);
    while (end > 0) {
      long start = endOfLineBefore(end - 1);
      if (holdsReport(start, end)) {
        return end;
      }
      end = start;
    }
    return 0;
  }

  private boolean holdsReport(long start, long end) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    ByteBuffer last = ByteBuffer.allocate(2);
    channel.read(first, start);
    channel.read(last, end - 2);
    return first.get(0) == '{' && last.get(0) == '}';
  }

  /** Position just behind the last end of line before a position; 0 if there is none. */
  private long endOfLineBefore(long limit) throws IOException {
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

  void append(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put(END).flip();
    try {
      long at = good;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
      channel.force(false);
      good = at;
    } catch (IOException e) {
      restore(e);
      throw e;
    }
  }

  private void restore(IOException cause) {
    try {
      cutOff();
    } catch (IOException e) {
      cause.addSuppressed(e); // cut off when the file is opened again
    }
  }

  private void cutOff() throws IOException {
    if (channel.size() > good) {
      channel.truncate(good);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
