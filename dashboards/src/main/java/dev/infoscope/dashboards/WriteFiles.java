// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import dev.infoscope.dashboards.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes every generated file of the folder {@code dashboards} anew. */
final class WriteFiles {
  private WriteFiles() {}

  /**
   * The program.
   *
   * @param arguments the folder {@code dashboards}
   * @throws IOException if a file cannot be written
   */
  public static void main(String... arguments) throws IOException {
    writeInto(Path.of(arguments[0]));
  }

  static void writeInto(Path folder) throws IOException {
    for (Dashboards dashboard : Dashboards.values()) {
      write(folder.resolve(dashboard.fileName()), dashboard.generated());
    }
    for (RuleFile rules : RuleFile.values()) {
      write(folder.resolve(rules.path()), rules.generated());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
