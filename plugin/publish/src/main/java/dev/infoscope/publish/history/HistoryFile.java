// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends every report to a file, one line of JSON each, on disk when {@link #publish} returns.
 *
 * <p>A file that is there already is continued if it is empty or begins with reports; a last line
 * that was torn when its writer was killed is dropped. Any other file is refused and left as it is.
 * A report that cannot be written is lost, with an exception, and leaves no trace in the file; the
 * next one is tried afresh, so that a disk with room again is used again.
 *
 * <p>If the file is cut, deleted, renamed or replaced while it is written, as by a program that
 * rotates logs, reports go on in the file of that name, and an exception says so once. Runs of one
 * process may share a file: their lines never stand inside each other.
 */
public final class HistoryFile implements ReportSink {
  private final Path path;
  private final String session = Instant.now().toString();
  private @Nullable LineAppender appender;
  private @Nullable Health health;

  /**
   * A history that will be written to a file; the file is opened when the run begins.
   *
   * @param path where to; the folder must exist
   */
  public HistoryFile(Path path) {
    this.path = path;
  }

  /**
   * Looks whether a file can be written to; it is not changed.
   *
   * @param path a file that need not be there
   * @throws HistoryException if it cannot: its folder is missing, the system does not allow it,
   *     another process writes it, or it holds what is no history
   * @throws IOException if it cannot be read
   */
  public static void check(Path path) throws IOException {
    if (!Files.exists(path)) {
      checkFolder(path);
    } else if (!Files.isWritable(path)) {
      throw HistoryException.refused(path, "is there, and the system does not allow to write it");
    } else if (!LineAppender.isOpen(path)) {
      LineFile.check(path);
    }
  }

  private static void checkFolder(Path path) throws HistoryException {
    Path folder = path.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw HistoryException.refused(path, "has no folder to lie in: " + folder + " is not there");
    }
    if (!Files.isWritable(folder)) {
      throw HistoryException.refused(path, "may not be made in its folder by this user");
    }
  }

  @Override
  public Set<Destination> destinations() throws IOException {
    return Set.of(new Destination(LineAppender.key(path), true));
  }

  @Override
  public void begin(Run run) throws IOException {
    appender();
  }

  @Override
  public void publish(EpochReport report) throws IOException {
    byte[] line = HistoryJson.write(report.entry().written(session, health));
    String change = appender().append(line);
    if (change != null) {
      throw HistoryException.changed(path, change); // the report is there, and others may not be
    }
  }

  private LineAppender appender() throws IOException {
    LineAppender open = appender;
    if (open == null) {
      open = LineAppender.open(path);
      appender = open;
    }
    return open;
  }

  @Override
  public void update(Health health) {
    this.health = health;
  }

  @Override
  public String shownAt() {
    return "history " + path.toAbsolutePath();
  }

  @Override
  public void close() throws IOException {
    LineAppender open = appender;
    appender = null;
    if (open != null) {
      open.close();
    }
  }
}
