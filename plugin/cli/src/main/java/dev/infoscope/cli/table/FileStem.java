// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.nio.file.Path;

/** Layers read from files are called by the files' stems. */
public final class FileStem {
  private FileStem() {}

  /**
   * The file's name without its last suffix, or that of an array in an archive; control characters,
   * which XML and terminals do not take, are question marks.
   *
   * @param file any file
   * @return as in {@code W} for {@code folder/W.npy}
   */
  public static String of(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\p{Cc}", "?");
    int member = name.lastIndexOf(".npz:");
    if (member >= 0) {
      return name.substring(member + 5);
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
