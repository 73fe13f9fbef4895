// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is open to have lines appended, always at its end whatever others do to it. A line
 * counts when it is on disk as a whole; whatever stands behind the last is a write that was cut
 * short, and is cut off when the file is opened or a write fails.
 *
 * <p>The file is locked, so that two processes cannot write lines into each other.
 */
final class LineFile implements AutoCloseable {
  /**
   * What another program did.
   *
   * @param words for whoever reads the log
   * @param reopen whether the file must be opened anew
   */
  record Change(String words, boolean reopen) {
    private static Change lost(String what, String then) {
      return new Change(what + " while it was written; reports " + then, true);
    }

    private static Change grown(long bytes) {
      return new Change(
          String.format(
              Locale.ROOT,
              "has grown by %d bytes that are not ours; reports go on behind them",
              bytes),
          false);
    }
  }

  private final FileChannel reading;
  private final FileChannel writing;
  private final LineFormat format;
  private final @Nullable Object identity;
  private long end;

  private LineFile(
      FileChannel reading, FileChannel writing, LineFormat format, @Nullable Object identity) {
    this.reading = reading;
    this.writing = writing;
    this.format = format;
    this.identity = identity;
  }

  /**
   * Opens a file, which is made if it is not there.
   *
   * @throws HistoryException if it is written by someone else or holds what is no report
   */
  static LineFile open(Path path) throws IOException {
    requireRegular(path);
    FileChannel writing = toAppend(path);
    FileChannel reading = null;
    try {
      lock(writing, path);
      reading = FileChannel.open(path, StandardOpenOption.READ);
      return over(reading, writing, LineFormat.of(path), attributes(path).fileKey());
    } catch (IOException | RuntimeException e) {
      close(reading, writing);
      throw e;
    }
  }

  private static FileChannel toAppend(Path path) throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw HistoryException.unwritable(path, e);
    }
  }

  /**
   * Whether {@link #open} would go on with the file, with an exception if not. A file that is not
   * there is made and removed again: what a system allows is not known before it is tried.
   */
  static void check(Path path) throws IOException {
    requireRegular(path);
    if (Files.exists(path)) {
      checkOld(path);
    } else {
      checkNew(path);
    }
  }

  private static void checkNew(Path path) throws IOException {
    try {
      FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      Files.delete(path);
    } catch (FileAlreadyExistsException e) {
      return; // made by another meanwhile, or a link to what is not there: seen when it is opened
    } catch (IOException e) {
      throw HistoryException.unwritable(path, e);
    }
  }

  private static void checkOld(Path path) throws IOException {
    try (FileChannel writing = toAppend(path)) {
      lock(writing, path);
      checkContent(path);
    }
  }

  private static void checkContent(Path path) throws IOException {
    try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
      LineFormat.of(path).endOfLastReport(reading);
    }
  }

  /** Continues what the channels, one for each way, hold. */
  static LineFile over(
      FileChannel reading, FileChannel writing, LineFormat format, @Nullable Object identity)
      throws IOException {
    LineFile file = new LineFile(reading, writing, format, identity);
    file.end = format.endOfLastReport(reading);
    file.cutOff();
    file.goOnBehind(); // a last line that is whole gets the end that it lacks
    return file;
  }

  /** To open a pipe would wait for its reader. */
  private static void requireRegular(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw HistoryException.refused(path, "is no regular file");
    }
  }

  private static void lock(FileChannel channel, Path path) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw HistoryException.refused(path, "is being written under another name by this process");
    }
    throw HistoryException.refused(path, "is being written by another process");
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  /** What another program has done to the file since the last line; null if nothing. */
  @Nullable Change change(Path path) throws IOException {
    BasicFileAttributes now;
    try {
      now = attributes(path);
    } catch (NoSuchFileException e) {
      return Change.lost("was deleted or renamed", "go on in a new file");
    }
    if (!Objects.equals(now.fileKey(), identity)) {
      return Change.lost("was replaced", "go on in the new file");
    }
    if (now.size() < end) {
      String what = String.format(Locale.ROOT, "was cut from %d to %d bytes", end, now.size());
      return Change.lost(what, "go on behind what is left");
    }
    return now.size() == end ? null : Change.grown(now.size() - end);
  }

  /** Leaves what others have appended as it is. */
  void goOnBehind() throws IOException {
    end = reading.size();
    byte[] last = new byte[1];
    boolean any = end > 0 && reading.read(ByteBuffer.wrap(last), end - 1) == 1;
    if (any && format.needsEndBehind(last[0])) {
      write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  void append(byte[] line) throws IOException {
    write(ByteBuffer.wrap(format.framed(line)));
  }

  private void write(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        writing.write(bytes);
      }
      writing.force(false);
      end += length;
    } catch (IOException e) {
      restore(length, e);
      throw e;
    }
  }

  /** Unless others wrote too, when only the next opening can tell what is whose. */
  private void restore(int length, IOException cause) {
    try {
      if (writing.size() <= end + length) {
        cutOff();
      }
    } catch (IOException e) {
      cause.addSuppressed(e); // cut off when the file is opened again
    }
  }

  private void cutOff() throws IOException {
    if (reading.size() > end) {
      writing.truncate(end);
    }
  }

  @Override
  public void close() throws IOException {
    close(reading, writing);
  }

  private static void close(@Nullable FileChannel reading, FileChannel writing) throws IOException {
    try {
      if (reading != null) {
        reading.close();
      }
    } finally {
      writing.close();
    }
  }
}
