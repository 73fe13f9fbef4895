// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.plane;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.LabelColumn;
import dev.infoscope.cli.table.RowReader;
import dev.infoscope.cli.table.Table;
import java.util.Arrays;
import java.util.List;

/** Reads a layer and its labels side by side, a block at a time. */
record LabelledBlocks(Table table, LabelColumn labels, ProgressDisplay progress) {
  private static final int BLOCK_VALUES = 1 << 16;

  /**
   * Refuses a table that is known to have another number of rows than there are labels.
   *
   * @throws InputException if so; a CSV file is found out only when it is read
   */
  void requireSameRows() {
    table.declaredRows().ifPresent(this::requireRows);
  }

  private void requireRows(long rows) {
    if (rows != labels.rows()) {
      throw new InputException(
          table.file(),
          "shape [%d x %d] does not go with the labels in %s, shape [%d]%s",
          rows,
          table.columns(),
          labels.file(),
          labels.rows(),
          table.columns() == labels.rows() ? "; write one example per row" : "");
    }
  }

  /** Hands all rows to every sink. */
  void forEach(List<? extends Block.Sink> sinks) {
    int units = table.columns();
    int blockRows = Math.min(labels.rows(), Math.max(1, BLOCK_VALUES / units));
    double[] values = new double[Math.multiplyExact(blockRows, units)];
    long rows = 0;
    try (RowReader reader = table.open();
        LabelColumn.Reader classes = labels.open()) {
      for (int found = blockRows; found > 0; rows += found) {
        found = reader.read(values, blockRows);
        if (found > 0 && rows + found <= labels.rows()) {
          double[] block = found == blockRows ? values : Arrays.copyOf(values, found * units);
          Block part = Block.of((int) rows, block, units, classes.read(found));
          sinks.forEach(sink -> sink.accept(part));
        }
        progress.rows(table.file(), rows, labels.rows());
      }
    }
    requireRows(rows);
  }
}
