// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository lies, whichever module runs the test. */
public final class RepositoryRoot {
  private RepositoryRoot() {}

  /**
   * A file of the repository.
   *
   * @param parts of its path from the root
   * @return absolute
   */
  public static Path path(String... parts) {
    Path found = root();
    for (String part : parts) {
      found = found.resolve(part);
    }
    return found;
  }

  /**
   * The folder of dashboards and rules.
   *
   * @return absolute
   */
  public static Path dashboards() {
    return path("dashboards");
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "not inside the repository: " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }
}
