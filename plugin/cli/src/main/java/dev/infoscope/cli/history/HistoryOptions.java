// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The histories that a command reads; mixed in. */
final class HistoryOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "HISTORY",
      description = "Histories of runs, JSON lines.")
  private List<Path> named = List.of();

  @Option(
      names = "--history",
      arity = "1..*",
      paramLabel = "HISTORY",
      description = "The same, as an option.")
  private List<Path> given = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * All that are given, each a file that can be read.
   *
   * @throws InputException if one is none: only the user can fix it
   */
  List<Path> all() {
    List<Path> all = Stream.concat(named.stream(), given.stream()).toList();
    if (all.isEmpty()) {
      throw new ParameterException(command.commandLine(), "Missing required parameter: 'HISTORY'");
    }
    HistoryFiles.requireThere(all);
    return all;
  }

  /**
   * The only one that is given.
   *
   * @throws InputException as {@link #all}
   */
  Path one() {
    List<Path> all = all();
    if (all.size() > 1) {
      throw new ParameterException(
          command.commandLine(), "one history at a time, not " + all.size() + ": " + all);
    }
    return all.get(0);
  }
}
