// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Numbers between commas, one row per line. A first line without any number is a header; blank
 * lines may stand at the end, and nowhere else.
 */
record CsvTable(Path file, int columns) implements Table {
  static CsvTable of(Path file) {
    try (CsvRows rows = new CsvRows(file)) {
      return new CsvTable(file, rows.columns());
    }
  }

  @Override
  public OptionalLong declaredRows() {
    return OptionalLong.empty();
  }

  @Override
  public RowReader open() {
    return new CsvRows(file);
  }
}
