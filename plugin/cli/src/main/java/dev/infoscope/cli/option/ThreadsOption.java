// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import picocli.CommandLine.Option;

/** Threads of a command; mixed in. */
public final class ThreadsOption {
  @Option(
      names = {"-t", "--threads"},
      defaultValue = "1",
      paramLabel = "N",
      description = "Analysis threads; they change only the time taken; default ${DEFAULT-VALUE}.")
  private int value;

  /** For the command line only. */
  public ThreadsOption() {}

  /**
   * How many.
   *
   * @return as given, not checked
   */
  public int value() {
    return value;
  }
}
