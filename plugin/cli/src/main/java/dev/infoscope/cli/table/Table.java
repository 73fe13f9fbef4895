// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A file of numbers, {@code [rows x columns]}, that can be read from the top any number of times.
 */
public sealed interface Table permits NpyTable, ReducedTable, CsvTable {
  /**
   * The file.
   *
   * @return as the user gave it
   */
  Path file();

  /**
   * The width.
   *
   * @return columns, at least 1; 1 for a vector
   */
  int columns();

  /**
   * The number of rows, if it is known before the file has been read.
   *
   * @return rows, at least 1; empty for text
   */
  OptionalLong declaredRows();

  /**
   * How several values of a unit became one, as a note on the layer.
   *
   * @return empty where nothing was done
   */
  default String reduction() {
    return "";
  }

  /**
   * What is read otherwise than as it stands in the file.
   *
   * @return for people, without the name of the file
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * What the columns are called.
   *
   * @return one per column; empty where the file does not say
   */
  default List<String> names() {
    return List.of();
  }

  /**
   * Starts to read.
   *
   * @return a reader at the first row
   * @throws InputException if the file cannot be opened
   */
  RowReader open();

  /**
   * Opens a file and checks its shape and type, not yet its content.
   *
   * @param file ends in {@code .npy}, {@code .csv} or {@code .npz}, which a colon and the name of
   *     an array may follow
   * @param form what the user says of text
   * @return the table
   * @throws InputException if the file cannot be read, is of another kind, or holds nothing
   */
  static Table of(Path file, TableForm form) {
    NpzMember member = NpzMember.named(file);
    if (member != null) {
      return form.read(NpyTable.of(member));
    }
    requireReadable(file);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return form.read(NpyTable.of(file));
    }
    if (name.endsWith(".csv")) {
      return CsvTable.of(file, form);
    }
    throw new InputException(file, "the name must end in .npy, .npz or .csv");
  }

  /**
   * Demands a file that can be read.
   *
   * @throws InputException if there is none
   */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new InputException(file, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file, "is a directory");
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "is no regular file");
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file, "may not be read (permission denied)");
    }
  }
}
