// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.examples.pretrained.PretrainedExample;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of all examples: the first argument names one. */
@Command(
    name = "examples",
    description = "Training runs under observation.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Quickstart.class,
      Mnist.class,
      Overhead.class,
      Clients.class,
      Footprint.class,
      CausalExample.class,
      MeasureCost.class,
      Relays.class,
      FlowExample.class,
      FlowImages.class,
      PretrainedExample.class,
      ConductanceExample.class,
      AblationExample.class,
      FaultyRun.class,
      AlertTrial.class,
      Readings.class
    })
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
    return new CommandLine(new Examples())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              String message = failure.getMessage();
              line.getErr().println(message == null ? failure.toString() : message);
              return failure instanceof IllegalArgumentException ? 2 : 1;
            })
        .execute(arguments);
  }
}
