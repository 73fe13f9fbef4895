// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
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
    super(file + ": cannot be read: " + cause.getMessage(), cause);
  }
}
