// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.report.Conditions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Entry point of the examples: the first argument names one. */
@Command(
    name = "examples",
    description = "Training runs under observation.",
    mixinStandardHelpOptions = true,
    subcommands = {Quickstart.class, Mnist.class, Deep.class, SameDiffExample.class})
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
   * Runs one of the commands of a line, and prints at its end what its figures depend on: version,
   * seed and threads.
   *
   * @param line of commands
   * @param arguments name of the command and its options
   * @return 0 ok, 1 failed, 2 bad usage
   */
  public static int run(CommandLine line, String... arguments) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Examples::runAndSayConditions)
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> {
              String message = failure.getMessage();
              failed.getErr().println(message == null ? failure.toString() : message);
              return failure instanceof IllegalArgumentException ? 2 : 1;
            })
        .execute(arguments);
  }

  private static int runAndSayConditions(ParseResult parsed) {
    int status = new RunLast().execute(parsed);
    List<CommandLine> commands = parsed.asCommandLineList();
    boolean asked =
        commands.stream().anyMatch(c -> c.isUsageHelpRequested() || c.isVersionHelpRequested());
    if (status == 0 && !asked) {
      Conditions conditions = Conditions.of(1).withOmpThreads(OmpThreads.count());
      CommandSpec spec = commands.get(commands.size() - 1).getCommandSpec();
      System.out.println(conditions.words(seeds(spec)));
    }
    return status;
  }

  private static String seeds(CommandSpec spec) {
    OptionSpec one = spec.findOption("--seed");
    OptionSpec many = spec.findOption("--seeds");
    if (one != null) {
      return "seed " + one.getValue();
    }
    return many != null ? "seeds 1 to " + many.getValue() : "seeds fixed in the program";
  }
}
