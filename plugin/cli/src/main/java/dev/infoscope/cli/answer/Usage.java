// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that contradict themselves or are out of range are bad usage, as unknown ones are. */
public final class Usage {
  private Usage() {}

  /**
   * Checks options.
   *
   * @param command whose options they are
   * @param rules throw {@link IllegalArgumentException} with a message that names option and rule
   * @throws ParameterException with that message
   */
  public static void check(CommandSpec command, Runnable rules) {
    checked(
        command,
        () -> {
          rules.run();
          return true;
        });
  }

  /**
   * Makes something of options.
   *
   * @param command whose options they are
   * @param choice throws {@link IllegalArgumentException} as in {@link #check}
   * @return what was made
   * @throws ParameterException with that message
   */
  public static <T> T checked(CommandSpec command, Supplier<T> choice) {
    try {
      return choice.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
