// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs from the machine. A test without it is skipped; with {@code
 * -Dinfoscope.required=true}, as in continuous integration, it fails, so that it cannot stay out
 * unnoticed.
 */
public final class TestRequirement {
  private TestRequirement() {}

  /**
   * A program on the path.
   *
   * @param name of the program
   * @return the name
   */
  public static String program(String name) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    that(found, name + " is not on the path");
    return name;
  }

  /**
   * A file or folder.
   *
   * @param path where it should be
   * @param how to get it
   * @return the path
   */
  public static Path path(Path path, String how) {
    that(Files.exists(path), path + " is missing; " + how);
    return path;
  }

  private static void that(boolean there, String otherwise) {
    if (Boolean.getBoolean("infoscope.required")) {
      Assertions.assertTrue(there, otherwise);
    }
    Assumptions.assumeTrue(there, otherwise);
  }
}
