// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the examples: the first argument names one. */
@Command(
    name = "examples",
    description = "Training runs under observation.",
    mixinStandardHelpOptions = true,
    subcommands = {Quickstart.class, Mnist.class})
public final class Examples {
  private Examples() {}

  /**
   * Runs an example and ends the JVM.
   *
   * @param arguments name of the example and its options
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs an example.
   *
   * @param arguments name of the example and its options
   * @return 0 ok, 1 failed, 2 bad usage
   */
  public static int run(String... arguments) {
    return run(new CommandLine(new Examples()), arguments);
  }

  /**
   * Runs one of the commands of a line.
   *
   * @param line of commands
   * @param arguments name of the command and its options
   * @return 0 ok, 1 failed, 2 bad usage
   */
  public static int run(CommandLine line, String... arguments) {
    return line.setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              String message = failure.getMessage();
              failed.getErr().println(message == null ? failure.toString() : message);
              return failure instanceof IllegalArgumentException ? 2 : 1;
            })
        .execute(arguments);
  }
}
