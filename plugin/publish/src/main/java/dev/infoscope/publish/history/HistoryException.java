// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no history, or none that can be used; the message names file, line and what is
 * wrong, in one line.
 */
public final class HistoryException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String what;
  private final boolean written;

  HistoryException(Path file, BadLine line) {
    this(file, line.toString(), null);
  }

  private HistoryException(Path file, String what, @Nullable IOException cause) {
    this(file, what, cause, false);
  }

  private HistoryException(Path file, String what, @Nullable IOException cause, boolean written) {
    super(file + ": " + what, cause);
    this.file = file.toString();
    this.what = what;
    this.written = written;
  }

  /**
   * A history without a report.
   *
   * @param file which
   * @return to be thrown
   */
  public static HistoryException empty(Path file) {
    return new HistoryException(file, "holds no report", null);
  }

  /**
   * A history without a report, which may say why.
   *
   * @param file which
   * @param unwatched why its run was not watched; empty if it does not say
   * @return to be thrown
   */
  public static HistoryException empty(Path file, String unwatched) {
    String why = unwatched.isEmpty() ? "" : "; its run was not watched: " + unwatched;
    return new HistoryException(file, "holds no report" + why, null);
  }

  /**
   * A file that reports are not appended to.
   *
   * @param file which
   * @param why the rule that it breaks
   * @return to be thrown
   */
  static HistoryException refused(Path file, String why) {
    return new HistoryException(file, why + "; nothing was written", null);
  }

  /**
   * A file that another program changed while it was written.
   *
   * @param file which
   * @param what happened, and where reports go on
   * @return to be thrown
   */
  static HistoryException changed(Path file, String what) {
    return new HistoryException(file, what, null, true);
  }

  /**
   * A file that the system does not let us read.
   *
   * @param file which
   * @param cause what it said
   * @return to be thrown
   */
  static HistoryException unreadable(Path file, IOException cause) {
    return new HistoryException(file, "cannot be read: " + reason(cause, "no such file"), cause);
  }

  /**
   * A file that the system does not let us write.
   *
   * @param file which
   * @param cause what it said
   * @return to be thrown
   */
  static HistoryException unwritable(Path file, IOException cause) {
    String why = reason(cause, "no file can be made there");
    return new HistoryException(file, "cannot be opened to write: " + why, cause);
  }

  /** Without the name of the file, which is told already. */
  private static String reason(IOException cause, String missing) {
    if (cause instanceof NoSuchFileException) {
      return missing;
    }
    String reason = cause instanceof FileSystemException told ? told.getReason() : null;
    return reason == null ? cause.toString() : reason;
  }

  /**
   * Which file.
   *
   * @return as it was given
   */
  public Path file() {
    return Path.of(file);
  }

  /**
   * What is wrong with it, and where.
   *
   * @return without the name of the file
   */
  public String what() {
    return what;
  }

  /**
   * Whether the report was written all the same, as where another program has moved the file away
   * before: then those before it may be elsewhere.
   *
   * @return false where nothing was written
   */
  public boolean isWritten() {
    return written;
  }
}
