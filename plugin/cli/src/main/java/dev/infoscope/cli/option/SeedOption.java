// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import picocli.CommandLine.Option;

/** The seed of a command; mixed in. */
public final class SeedOption {
  @Option(
      names = {"-s", "--seed"},
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of all random choices; default ${DEFAULT-VALUE}.")
  private long value;

  /** For the command line only. */
  public SeedOption() {}

  /**
   * The seed.
   *
   * @return any number
   */
  public long value() {
    return value;
  }
}
