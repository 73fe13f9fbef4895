// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** A file that a command writes. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Looks at the place before any work is done: a result must not be lost for want of a folder, nor
   * be written over what it is made of.
   *
   * @param file to be written; what is there is replaced
   * @param inputs files that the command reads
   * @throws InputException if its folder is not there, it is a folder, or it is one of the inputs
   */
  public static void check(Path file, Collection<Path> inputs) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(file, "cannot be written: the folder is not there");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file, "cannot be written: it is a folder");
    }
    for (Path input : inputs) {
      if (isSame(file, input)) {
        throw new InputException(file, "cannot be written: it is an input");
      }
    }
  }

  private static boolean isSame(Path file, Path input) {
    try {
      return Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input);
    } catch (IOException e) {
      throw new InputException(input, e);
    }
  }
}
