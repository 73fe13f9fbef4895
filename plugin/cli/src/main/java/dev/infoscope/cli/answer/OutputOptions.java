// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.answer;

import java.io.PrintWriter;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How every measure prints its answer; mixed into its command. */
public final class OutputOptions {
  @Option(
      names = {"-j", "--json"},
      description = "Print one JSON object on standard output and nothing else.")
  private boolean json;

  @Option(
      names = "--progress",
      description = "Print progress on standard error even if that is not a terminal.")
  private boolean progress;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** For the command line only. */
  public OutputOptions() {}

  /**
   * Prints an answer, and under a table what its bits depend on.
   *
   * @param answer the answer
   * @param table the same for people, given whether and how to colour it
   */
  public void print(Answer answer, Function<Ansi, String> table) {
    CommandLine line = command.commandLine();
    PrintWriter out = line.getOut();
    if (json) {
      out.println(AnswerJson.of(answer));
    } else {
      out.print(table.apply(line.getColorScheme().ansi()));
      out.println(answer.conditions().words());
    }
    out.flush();
  }

  /**
   * Where to tell how far the work has come.
   *
   * @return shown on a terminal, or when asked for
   */
  public ProgressDisplay progress() {
    return ProgressDisplay.on(command.commandLine().getErr(), progress);
  }
}
