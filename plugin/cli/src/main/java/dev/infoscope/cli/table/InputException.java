// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Input that cannot be used; the message tells the user what and where, in one line. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Something is wrong with a file.
   *
   * @param file which file
   * @param what what is wrong, and where in the file
   */
  public InputException(Path file, String what) {
    super(file + ": " + what);
  }

  /**
   * Something is wrong with a file, with values in the message.
   *
   * @param file which file
   * @param form what is wrong, and where in the file, as of {@link String#format}
   * @param values of the form
   */
  public InputException(Path file, String form, @Nullable Object... values) {
    this(file, String.format(Locale.ROOT, form, values));
  }

  private InputException(String message) {
    super(message);
  }

  /**
   * The same in another process.
   *
   * @param message of the exception there
   * @return the exception here
   */
  public static InputException retold(String message) {
    return new InputException(message);
  }

  /**
   * A file could not be read.
   *
   * @param file which file
   * @param cause what the system said
   */
  public InputException(Path file, IOException cause) {
    super(file + ": cannot be read: " + reason(cause, "no such file"), cause);
  }

  private InputException(String message, IOException cause) {
    super(message, cause);
  }

  /**
   * A file could not be written.
   *
   * @param file which file
   * @param cause what the system said
   * @return to be thrown
   */
  public static InputException unwritable(Path file, IOException cause) {
    String why = reason(cause, "no file can be made there");
    return new InputException(file + ": cannot be written: " + why, cause);
  }

  /** Without the name of the file, which is all that some causes say. */
  private static String reason(IOException cause, String missing) {
    if (cause instanceof NoSuchFileException) {
      return missing;
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = cause instanceof FileSystemException told ? told.getReason() : null;
    return reason == null ? String.valueOf(cause.getMessage()) : reason;
  }
}
