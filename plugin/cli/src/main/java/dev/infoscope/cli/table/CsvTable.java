// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Numbers in text, one row per line; its form is as {@link CsvShape} tells it. Blank lines may
 * stand at the end, and nowhere else.
 */
record CsvTable(Path file, CsvShape shape) implements Table {
  static CsvTable of(Path file, TableForm form) {
    CsvTable table = new CsvTable(file, CsvShape.of(file, form));
    table.open().close(); // refuses a file without rows
    return table;
  }

  @Override
  public int columns() {
    return shape.hasIndex() ? shape.width() - 1 : shape.width();
  }

  @Override
  public OptionalLong declaredRows() {
    return OptionalLong.empty();
  }

  @Override
  public List<String> notes() {
    return shape.notes();
  }

  @Override
  public List<String> names() {
    return shape.columnNames();
  }

  @Override
  public RowReader open() {
    return new CsvRows(file, shape);
  }
}
