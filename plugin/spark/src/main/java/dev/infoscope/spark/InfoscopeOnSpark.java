// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.spark;

import dev.infoscope.cli.Infoscope;
import dev.infoscope.cli.Version;
import dev.infoscope.cli.network.PartedReplayCommand;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/** The commands of {@code spark-submit infoscope-spark.jar <command> ...}. */
@Command(
    name = "infoscope-spark.jar",
    description = "Measures networks on Apache Spark, with the same bits as in one process.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:a failure at run time",
      "2:bad usage or unreadable input; one line on standard error says what and where"
    })
public final class InfoscopeOnSpark {
  private InfoscopeOnSpark() {}

  /**
   * Runs one command and ends the process with its exit status.
   *
   * @param arguments command and options
   */
  public static void main(String[] arguments) {
    PrintWriter out = Infoscope.writer(FileDescriptor.out);
    PrintWriter err = Infoscope.writer(FileDescriptor.err);
    int status = run(out, err, arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs one command in this process and returns its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return Infoscope.run(commandLine(), out, err, Ansi.OFF, arguments);
  }

  static CommandLine commandLine() {
    ReplayOnSpark spark = new ReplayOnSpark();
    CommandLine replay = new CommandLine(new PartedReplayCommand(spark)).addMixin("spark", spark);
    return new CommandLine(new InfoscopeOnSpark())
        .addSubcommand("probe", new ProbeCommand())
        .addSubcommand("replay", replay);
  }
}
