// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to the file that has a name, whichever that is: what a program that rotates files
 * does to it is noticed before each line, and said. Runs of this process that name the same file
 * share one appender, so that their lines never stand inside each other. Thread-safe.
 */
final class LineAppender implements AutoCloseable {
  private static final Map<Path, LineAppender> OPEN = new HashMap<>();

  private final Path path;
  private final Path key;
  private @Nullable LineFile file;
  private int writers;

  private LineAppender(Path path, Path key) {
    this.path = path;
    this.key = key;
  }

  /**
   * The appender of a file, which is made if it is not there.
   *
   * @throws HistoryException if it is written by another process or holds what is no report
   */
  static LineAppender open(Path path) throws IOException {
    Path key = key(path);
    synchronized (OPEN) {
      LineAppender there = OPEN.get(key);
      LineAppender appender = there == null ? new LineAppender(path, key) : there;
      appender.opened();
      appender.writers++;
      OPEN.put(key, appender);
      return appender;
    }
  }

  /** Whether a run of this process writes to a file. */
  static boolean isOpen(Path path) throws IOException {
    Path key = key(path);
    synchronized (OPEN) {
      return OPEN.containsKey(key);
    }
  }

  /** The same for all names of a file. */
  static Path key(Path path) throws IOException {
    if (Files.exists(path)) {
      return path.toRealPath();
    }
    Path whole = path.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    return folder == null ? whole : folder.toRealPath().resolve(path.getFileName());
  }

  private synchronized LineFile opened() throws IOException {
    LineFile open = file;
    if (open == null) {
      open = LineFile.open(path);
      file = open;
    }
    return open;
  }

  /**
   * Appends a line.
   *
   * @return what another program had done to the file, which did not cost this line; null if
   *     nothing
   * @throws IOException if the line was not written; the next one is tried afresh
   */
  synchronized @Nullable String append(byte[] line) throws IOException {
    Require.that(
        line.length < ReportLines.LONGEST,
        "a report (%d bytes) must be shorter than %d to be read again",
        line.length,
        ReportLines.LONGEST);
    try {
      return appendToWhatIsThere(line);
    } catch (IOException e) {
      try {
        closeFile();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private @Nullable String appendToWhatIsThere(byte[] line) throws IOException {
    LineFile.Change change = opened().change(path);
    if (change != null && change.reopen()) {
      closeFile();
    } else if (change != null) {
      opened().goOnBehind();
    }
    opened().append(line);
    return change == null ? null : change.words();
  }

  private synchronized void closeFile() throws IOException {
    LineFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      if (--writers == 0) {
        OPEN.remove(key, this);
        closeFile();
      }
    }
  }
}
