// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The labels of a layer; mixed in. */
public final class LabelsOption {
  @Option(
      names = {"-l", "--labels"},
      required = true,
      paramLabel = "FILE",
      description = "One integer per row; negative and sparse values are classes too.")
  private Path file = Path.of("");

  /** For the command line only. */
  public LabelsOption() {}

  /**
   * Their file.
   *
   * @return a table of one column
   */
  public Path file() {
    return file;
  }
}
