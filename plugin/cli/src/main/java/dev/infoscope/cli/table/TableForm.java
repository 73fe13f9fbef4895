// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.util.Locale;

/**
 * What the user says of the form of tables.
 *
 * @param header whether the first line holds names
 * @param index whether the first column holds row numbers or names
 * @param positions what becomes of values at several positions
 * @param channelsLast whether channels stand behind the positions
 */
record TableForm(Choice header, Choice index, Positions positions, boolean channelsLast) {
  /** Yes, no, or as the file looks. */
  enum Choice {
    /** As the file looks; refused where that can be read in two ways. */
    AUTO,
    /** It does. */
    YES,
    /** It does not: all is data. */
    NO;

    /** As on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final TableForm AUTO = new TableForm(Choice.AUTO, Choice.AUTO);

  TableForm(Choice header, Choice index) {
    this(header, index, Positions.MEAN, false);
  }

  TableForm withHeader() {
    return new TableForm(Choice.YES, index, positions, channelsLast);
  }

  /**
   * A table with one column per unit.
   *
   * @throws InputException if the first column numbers the rows, and the user does not say that it
   *     is data
   */
  Table read(NpyTable table) {
    if (table.header().shape().size() > 2) {
      return new ReducedTable(table, positions, channelsLast);
    }
    return index == Choice.NO ? table : NpyColumns.checked(table);
  }
}
