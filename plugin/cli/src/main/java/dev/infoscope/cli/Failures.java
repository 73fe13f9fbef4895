// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever goes wrong into one line on standard error and an exit status.
 *
 * @param err standard error, also where a command is to be quiet
 */
record Failures(PrintWriter err) implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String help = " (see " + line.getCommandSpec().qualifiedName() + " --help)";
    String said = String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "");
    return print(err, ExitCode.USAGE, said + didYouMean(failure) + help);
  }

  private static String didYouMean(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      CommandLine line = failure.getCommandLine();
      List<String> close = CloseNames.of(unmatched.getUnmatched().get(0), line);
      return close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
    }
    return "";
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    if (failure instanceof InputException) {
      return print(err, ExitCode.USAGE, String.valueOf(failure.getMessage()));
    }
    boolean plain = failure.getClass() == IOException.class; // its message says all
    return print(err, ExitCode.SOFTWARE, "failed: " + (plain ? failure.getMessage() : failure));
  }

  /** Prints one line, whatever the message holds, and returns the status. */
  static int print(PrintWriter err, int status, String message) {
    err.println("infoscope: " + message.replaceAll("\\R\\s*", " ").replaceAll("\\p{Cc}", "?"));
    err.flush();
    return status;
  }
}
