// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Help.Ansi;

/**
 * Runs commands one after the other in a process of limited memory: of a file, a command per line,
 * its words between tabs. Prints a line for each, {@code status}, tab, what went to standard error.
 * Ends with {@value #HUNG} when one does not end.
 */
public final class MutationBatch {
  static final int HUNG = 99;

  private MutationBatch() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream results = System.out;
    List<String> commands = Files.readAllLines(Path.of(arguments[0]));
    ExecutorService runner = Executors.newSingleThreadExecutor();
    for (String command : commands) {
      try {
        String[] words = command.split("\t");
        String result = runner.submit(() -> run(words)).get(60, TimeUnit.SECONDS);
        results.write((result + "\n").getBytes(StandardCharsets.UTF_8));
        results.flush();
      } catch (TimeoutException e) {
        Runtime.getRuntime().halt(HUNG);
      }
    }
    System.exit(0);
  }

  private static String run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Infoscope.run(new PrintWriter(out), new PrintWriter(err), Ansi.OFF, words);
    String said = err.toString();
    long lines = said.lines().count();
    return status + "\t" + lines + "\t" + said.lines().findFirst().orElse("");
  }
}
