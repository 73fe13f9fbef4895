// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A saved network; mixed in. */
public final class ModelOption {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "FILE",
      description = "A network saved by DL4J, .zip, or Keras 2, .h5.")
  private Path file = Path.of("");

  /** For the command line only. */
  public ModelOption() {}

  /**
   * Its file.
   *
   * @return as given
   */
  public Path file() {
    return file;
  }
}
