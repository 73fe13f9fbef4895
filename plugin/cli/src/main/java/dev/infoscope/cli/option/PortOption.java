// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import dev.infoscope.numeric.Require;
import picocli.CommandLine.Option;

/** Where the page is served; mixed in. */
public final class PortOption {
  @Option(
      names = {"-p", "--port"},
      defaultValue = "9464",
      paramLabel = "N",
      description = "Port of the page, on loopback; 0 for any free port; default ${DEFAULT-VALUE}.")
  private int value;

  /** For the command line only. */
  public PortOption() {}

  /**
   * The port.
   *
   * @return 0 for any that is free
   */
  public int value() {
    return value;
  }

  /**
   * Demands that it is one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public void check() {
    Require.that(value >= 0 && value <= 65535, "--port (%d) must be from 0 to 65535", value);
  }
}
