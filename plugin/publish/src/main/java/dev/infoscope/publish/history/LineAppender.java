// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends whole lines. A line counts when it is on disk as a whole; whatever stands behind the last
 * is a write that was cut short, and is cut off when the file is opened or a write fails.
 *
 * <p>The file is locked, so that two processes cannot write lines into each other.
 */
final class LineAppender implements AutoCloseable {
  private final FileChannel channel;
  private final LineFormat format;
  private long good;

  private LineAppender(FileChannel channel, LineFormat format) {
    this.channel = channel;
    this.format = format;
  }

  /**
   * Opens a file, which is made if it is not there.
   *
   * @throws HistoryException if it is written by someone else or holds what is no report
   */
  static LineAppender open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, path);
      return over(channel, LineFormat.of(path));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether {@link #open} would go on with the file, with an exception if not. */
  static void check(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      lock(channel, path);
      LineFormat.of(path).endOfLastReport(channel);
    }
  }

  /** Continues what the channel holds. */
  static LineAppender over(FileChannel channel, LineFormat format) throws IOException {
    LineAppender appender = new LineAppender(channel, format);
    appender.good = format.endOfLastReport(channel);
    appender.cutOff();
    return appender;
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw HistoryException.refused(path, "is being written by another run of this process");
    }
    throw HistoryException.refused(path, "is being written by another process");
  }

  void append(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(format.framed(line));
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
