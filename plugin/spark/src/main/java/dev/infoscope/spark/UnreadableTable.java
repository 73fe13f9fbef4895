// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Tells what Spark says of a table that it cannot read from what goes wrong elsewhere. */
final class UnreadableTable {
  /** How every message on such a table begins. */
  static final String NOT_PARQUET = "cannot be read as Parquet: ";

  private static final String CAUSE = "Caused by: ";

  private UnreadableTable() {}

  /**
   * What to throw for a failure.
   *
   * @return the failure itself if it is not about the table
   */
  static Exception of(Path table, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException refused) {
        return refused;
      }
      String name = cause.getClass().getName().toLowerCase(Locale.ROOT);
      boolean read = name.contains("parquet") || isAboutFile(cause);
      if (read || cause instanceof AnalysisException) {
        return new InputException(table, NOT_PARQUET + line(cause));
      }
    }
    return failure;
  }

  /**
   * Which file of a table cannot be read, as a task finds out, and why.
   *
   * @return a phrase; empty if the failure is about something else
   */
  static String inTask(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable said && isAboutFile(cause)) {
        String path = said.getMessageParameters().getOrDefault("path", "");
        String file = path.substring(path.lastIndexOf('/') + 1);
        return NOT_PARQUET + file + ": " + innermost(cause);
      }
    }
    return "";
  }

  /** The first line of the last cause that says something. */
  static String innermost(Throwable failure) {
    String said = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      said = message == null || message.isBlank() ? said : message;
    }
    return said.lines().findFirst().orElse("");
  }

  /** A task's failure comes as text. */
  private static boolean isAboutFile(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return text.contains("FAILED_READ_FILE")
        || text.contains("CANNOT_READ_FILE_FOOTER")
        || text.contains("is not a Parquet file");
  }

  /** What the innermost failure says, without its class; else the first line. */
  private static String line(Throwable cause) {
    List<String> lines = String.valueOf(cause.getMessage()).lines().toList();
    String found = lines.isEmpty() ? "" : lines.get(0);
    for (String line : lines) {
      int at = line.indexOf(": ", CAUSE.length());
      if (line.startsWith(CAUSE) && at > 0) {
        found = line.substring(at + 2);
      }
    }
    return found;
  }
}
