// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.numeric.Require;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.page.HistoryServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows runs that are over on the live page, until it is interrupted. */
@Command(name = "serve", description = "Shows finished runs on the live page, on loopback.")
public final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--history",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Histories of runs, JSON lines; repeat for more.")
  private List<Path> histories = List.of();

  @Option(
      names = "--port",
      defaultValue = "9464",
      paramLabel = "N",
      description = "0 for any free port; default ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--seconds",
      defaultValue = "0",
      paramLabel = "N",
      description = "How long to serve; 0 until interrupted, the default.")
  private long seconds;

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    HistoryFiles.requireThere(histories);
    check();
    try (HistoryServer server = open()) {
      HistoryFiles.tell(command.commandLine().getErr(), HistoryFiles.words(server.skipped()));
      command.commandLine().getOut().println(server.uri());
      Thread.sleep(seconds > 0 ? 1000 * seconds : Long.MAX_VALUE);
    }
    return 0;
  }

  private HistoryServer open() throws IOException {
    try {
      return HistoryServer.open(histories, port);
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      if (e.getCause() instanceof BindException taken) {
        String why =
            String.format(Locale.ROOT, "--port (%d) must be free: %s", port, taken.getMessage());
        throw new ParameterException(command.commandLine(), why, e);
      }
      throw e;
    }
  }

  private void check() {
    Usage.check(
        command,
        () -> {
          Require.that(port >= 0 && port <= 65535, "--port (%d) must be from 0 to 65535", port);
          Require.that(
              seconds >= 0 && seconds < Long.MAX_VALUE / 1000,
              "--seconds (%d) must be >= 0",
              seconds);
        });
  }
}
