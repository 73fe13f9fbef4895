// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;

/** A single example says nothing about how two quantities go together. */
public final class FewestRows {
  private static final int FEWEST = 2;

  private FewestRows() {}

  /**
   * Checks a table.
   *
   * @param file of the table, for the message
   * @param rows how many it has
   * @throws InputException if they are fewer than two
   */
  public static void require(Path file, long rows) {
    if (rows < FEWEST) {
      throw new InputException(file, "%d row; information needs at least %d rows", rows, FEWEST);
    }
  }
}
