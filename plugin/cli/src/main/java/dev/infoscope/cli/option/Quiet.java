// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whether only the result is wanted. All commands inherit the option. */
public final class Quiet {
  /** The option. */
  public static final String NAME = "--quiet";

  private Quiet() {}

  /**
   * Whether it is given.
   *
   * @param command whose options to ask
   * @return false for a command that stands alone
   */
  public static boolean isAsked(CommandSpec command) {
    OptionSpec option = command.findOption(NAME);
    return option != null && Boolean.TRUE.equals(option.getValue());
  }
}
