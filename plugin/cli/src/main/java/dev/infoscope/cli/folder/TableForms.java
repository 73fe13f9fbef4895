// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.Table;
import dev.infoscope.cli.table.TableOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens the tables of layers, those of the first epoch first. One that is read otherwise than that
 * of the first epoch is told once per layer; one whose columns are in another order is refused.
 */
final class TableForms {
  private record Form(List<String> notes, List<String> names) {}

  private final TableOptions tables;
  private final Map<String, Form> first = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  TableForms(TableOptions tables) {
    this.tables = tables;
  }

  /**
   * Opens the table of a layer.
   *
   * @throws InputException if it cannot be read, or has its columns in another order
   */
  Table open(String layer, Path file) {
    Form form = first.get(layer);
    if (form == null) {
      Table table = tables.table(file);
      first.put(layer, new Form(table.notes(), table.names()));
      return table;
    }
    Table table = tables.again(file);
    requireOrder(form.names(), table);
    if (!table.notes().equals(form.notes()) && told.add(layer)) {
      tables.tellUnlikeFirst(table);
    }
    return table;
  }

  private static void requireOrder(List<String> before, Table table) {
    List<String> now = table.names();
    boolean turned =
        !now.equals(before)
            && now.stream().sorted().toList().equals(before.stream().sorted().toList());
    for (int column = 0; turned && column < now.size(); column++) {
      if (!now.get(column).equals(before.get(column))) {
        throw new InputException(
            table.file(),
            "column %d is %s, in the first epoch %s; write the columns in the same order in"
                + " every epoch",
            column + 1,
            now.get(column),
            before.get(column));
      }
    }
  }
}
