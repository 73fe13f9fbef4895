// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;
import java.util.List;

/** Archives of several arrays, {@code .npz}. */
public final class ArrayArchive {
  private ArrayArchive() {}

  /**
   * Names of the arrays.
   *
   * @param archive the file
   * @return in the order of the archive, which is that of {@code numpy.savez}
   * @throws InputException if it is damaged, or holds none
   */
  public static List<String> names(Path archive) {
    Table.requireReadable(archive);
    return NpzMember.in(archive).stream().map(NpzMember::member).toList();
  }

  /**
   * The array as a table is named.
   *
   * @param archive the file
   * @param name of the array
   * @return as in {@code all.npz:hidden}
   */
  public static Path array(Path archive, String name) {
    return new NpzMember(archive, name).name();
  }

  /**
   * An array that is a single text.
   *
   * @param archive the file
   * @param name of the array
   * @return the text
   * @throws InputException if the array is something else
   */
  public static String text(Path archive, String name) {
    return NpyTable.text(new NpzMember(archive, name));
  }
}
