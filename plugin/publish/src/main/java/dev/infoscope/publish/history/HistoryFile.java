// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.report.Destination;
import dev.infoscope.report.EpochReport;
import dev.infoscope.report.Health;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.ReportSink;
import dev.infoscope.report.Run;
import dev.infoscope.report.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
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
 *
 * <p>A run that is told of its beginning is told of its end too, in a line of its own, a {@link
 * SessionEnd}: what stops without one was killed.
 */
public final class HistoryFile implements ReportSink {
  private final Path path;
  private final String session = Instant.now().toString();
  private @Nullable LineAppender appender;
  private @Nullable Health health;
  private @Nullable Run run;
  private @Nullable TrainingProgress last;
  private boolean finished;
  private boolean isEnded;
  private volatile boolean written;
  private volatile boolean failed;

  /**
   * A history that will be written to a file; the file is opened when the run begins.
   *
   * @param path where to; the folder must exist
   */
  public HistoryFile(Path path) {
    this.path = path;
  }

  /**
   * Looks whether a file can be written to; it is not changed, and not there if it was not before.
   *
   * @param path a file that need not be there
   * @throws HistoryException if it cannot: its folder is missing, the system does not allow it,
   *     another process writes it, or it holds what is no history
   * @throws IOException if it cannot be read
   */
  public static void check(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw HistoryException.refused(path, "has no folder to lie in: " + folder + " is not there");
    }
    if (!LineAppender.isOpen(path)) {
      LineFile.check(path);
    }
  }

  /**
   * Opens the file before the first report, so that other processes are refused from now on. They
   * are until {@link #close}, unless this process reads the file meanwhile: the system then drops
   * the lock.
   *
   * @throws IOException as {@link #publish}
   */
  public void open() throws IOException {
    appender();
  }

  @Override
  public Set<Destination> destinations() throws IOException {
    return Set.of(new Destination(LineAppender.key(path), true));
  }

  @Override
  public void begin(Run run) throws IOException {
    this.run = run;
    appender();
  }

  @Override
  public void publish(EpochReport report) throws IOException {
    publish(report.entry());
  }

  /**
   * Writes a report that was converted elsewhere.
   *
   * @param converted the report
   * @throws IOException as {@link #publish(EpochReport)}
   */
  public void publish(ReportEntry converted) throws IOException {
    ReportEntry entry = converted.written(session, health);
    append(HistoryJson.write(run == null ? entry : entry.withEndFollowing()), entry.progress());
  }

  private void append(byte[] line, TrainingProgress progress) throws IOException {
    String change;
    try {
      change = appender().append(line);
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
    failed = false;
    written = true;
    isEnded = false;
    last = progress;
    if (change != null) {
      throw HistoryException.changed(path, change); // the report is there, and others may not be
    }
  }

  private LineAppender appender() throws IOException {
    LineAppender open = appender;
    if (open == null) {
      try {
        open = LineAppender.open(path);
      } catch (IOException | RuntimeException e) {
        failed = true;
        throw e;
      }
      appender = open;
      failed = false;
    }
    return open;
  }

  @Override
  public void update(Health health) {
    this.health = health;
  }

  @Override
  public void finish() throws IOException {
    finished = true;
    if (unwatched() == null && last != null) {
      end(SessionEnd.FINISHED, last);
    }
  }

  private @Nullable String unwatched() {
    return health == null ? null : health.unwatched();
  }

  /** Writes how the session ended, unless that stands there; of a run that never began nothing. */
  private void end(String ended, TrainingProgress at) throws IOException {
    if (run != null && appender != null && !isEnded) {
      append(HistoryJson.write(SessionEnd.now(ended, session, run, at, unwatched())), at);
      isEnded = true;
    }
  }

  /**
   * The file; before the first report also how many are there already, and nothing if it could not
   * be written.
   */
  @Override
  public String shownAt() throws IOException {
    if (failed && !written) {
      return "";
    }
    String file = "history " + path.toAbsolutePath();
    long earlier = written || !Files.isRegularFile(path) ? 0 : ReportCount.of(path);
    return earlier == 0
        ? file
        : String.format(
            Locale.ROOT,
            "%s, behind %d %s there",
            file,
            earlier,
            earlier == 1 ? "report that is" : "reports that are");
  }

  @Override
  public void close() throws IOException {
    LineAppender open = appender;
    if (open == null) {
      return;
    }
    try (open) {
      if (unwatched() != null) {
        end(SessionEnd.UNWATCHED, last == null ? new TrainingProgress(0, 0) : last);
      } else if (last != null) {
        end(finished ? SessionEnd.FINISHED : SessionEnd.CLOSED, last);
      }
    } finally {
      appender = null;
    }
  }
}
