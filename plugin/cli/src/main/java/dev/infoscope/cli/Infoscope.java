// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import dev.infoscope.cli.compare.CompareCommand;
import dev.infoscope.cli.history.ExportCommand;
import dev.infoscope.cli.history.ReportCommand;
import dev.infoscope.cli.history.ServeCommand;
import dev.infoscope.cli.network.AblateCommand;
import dev.infoscope.cli.network.ReplayCommand;
import dev.infoscope.cli.network.WatchCommand;
import dev.infoscope.cli.option.Quiet;
import dev.infoscope.cli.setup.CompletionCommand;
import dev.infoscope.cli.setup.ManualCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The command line: {@code infoscope <command> ...}. */
@Command(
    name = "infoscope",
    description = "Shows how information moves through a neural network.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      MeasureCommand.class,
      ReplayCommand.class,
      WatchCommand.class,
      CompareCommand.class,
      AblateCommand.class,
      ReportCommand.class,
      ServeCommand.class,
      ExportCommand.class,
      CompletionCommand.class,
      ManualCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope measure information-plane --activations hidden.npy --labels y.npy",
      "  infoscope replay --activations runs/first --out first.jsonl",
      "  infoscope report first.jsonl"
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:a failure at run time",
      "2:bad usage or unreadable input; one line on standard error says what and where"
    })
public final class Infoscope {
  @Option(
      names = {"-q", Quiet.NAME},
      scope = ScopeType.INHERIT,
      description = "Print only the result: no progress, and no notes on how files were read.")
  boolean quiet; // read by its name, see Quiet

  private Infoscope() {}

  /**
   * Runs one command and ends the process with its exit status.
   *
   * @param arguments command and options
   */
  public static void main(String[] arguments) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int status = run(out, err, Ansi.AUTO, arguments);
    System.exit(status);
  }

  /** Runs one command in this process and returns its exit status. */
  static int run(PrintWriter out, PrintWriter err, Ansi ansi, String... arguments) {
    return run(new CommandLine(new Infoscope()), out, err, ansi, arguments);
  }

  /**
   * Runs a command with the manners of this command line: whatever goes wrong is one line on
   * standard error and an exit status.
   *
   * @param line the command
   * @param out standard output
   * @param err standard error
   * @param ansi whether to use colours
   * @param arguments subcommand and options
   * @return the exit status
   */
  public static int run(
      CommandLine line, PrintWriter out, PrintWriter err, Ansi ansi, String... arguments) {
    prepare(line, out, err, ansi);
    try {
      int status = line.execute(arguments);
      return out.checkError() ? Failures.print(err, 1, "standard output: cannot write") : status;
    } catch (OutOfMemoryError e) {
      return Failures.print(err, 1, "out of memory; more can be given with java -Xmx");
    } catch (StackOverflowError | LinkageError e) {
      return Failures.print(err, 1, said(e));
    }
  }

  private static void prepare(CommandLine line, PrintWriter out, PrintWriter err, Ansi ansi) {
    Failures failures = new Failures(err);
    line.setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setExpandAtFiles(false)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setExecutionStrategy(parsed -> execute(line, parsed));
  }

  private static int execute(CommandLine line, CommandLine.ParseResult parsed) {
    if (Quiet.isAsked(parsed.commandSpec())) {
      line.setErr(new PrintWriter(Writer.nullWriter())); // failures are told all the same
    }
    return new RunLast().execute(parsed);
  }

  /** A class that is missing has another cause than one that is there and cannot be initialised. */
  private static String said(Error error) {
    return error.getCause() instanceof ClassNotFoundException
        ? "needs the libraries in lib beside infoscope.jar: no " + error.getMessage()
        : "failed: " + error;
  }

  /**
   * A writer to standard output or error.
   *
   * @param descriptor which of both
   * @return UTF-8, written at each end of a line
   */
  public static PrintWriter writer(FileDescriptor descriptor) {
    OutputStream stream = new StandardOutput(new FileOutputStream(descriptor));
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
