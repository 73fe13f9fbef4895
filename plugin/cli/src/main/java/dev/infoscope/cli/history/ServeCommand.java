// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.PortOption;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows runs that are over on the live page, until it is interrupted. */
@Command(
    name = "serve",
    description = "Shows finished runs on the live page, on loopback.",
    footerHeading = "%nExamples:%n",
    footer = {"  infoscope serve run.jsonl", "  infoscope serve before.jsonl after.jsonl --port 0"},
    sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
  @Mixin private HistoryOptions histories = new HistoryOptions();

  @Mixin private PortOption port = new PortOption();

  @Option(
      names = "--seconds",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seconds to serve; 0, the default, means until interrupted.")
  private long seconds;

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> all = histories.all();
    check();
    try (HistoryServer server = open(all)) {
      HistoryFiles.tell(command.commandLine().getErr(), HistoryFiles.words(server.skipped()));
      command.commandLine().getOut().println(server.uri());
      Thread.sleep(seconds > 0 ? 1000 * seconds : Long.MAX_VALUE);
    }
    return 0;
  }

  private HistoryServer open(List<Path> all) throws IOException {
    try {
      return HistoryServer.open(all, port.value());
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } catch (IOException e) {
      if (e.getCause() instanceof BindException taken) {
        String why =
            String.format(
                Locale.ROOT, "--port (%d) must be free: %s", port.value(), taken.getMessage());
        throw new ParameterException(command.commandLine(), why, e);
      }
      throw e;
    }
  }

  private void check() {
    Usage.check(
        command,
        () -> {
          port.check();
          Require.that(
              seconds >= 0 && seconds < Long.MAX_VALUE / 1000,
              "--seconds (%d) must be >= 0",
              seconds);
        });
  }
}
