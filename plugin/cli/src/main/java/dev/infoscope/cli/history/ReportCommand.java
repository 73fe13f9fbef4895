// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.page.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes runs as one self-contained HTML file. */
@Command(name = "report", description = "Writes the report of runs as one HTML file.")
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--history",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "History of a run, JSON lines; repeat for more.")
  private List<Path> histories = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HTML file to write.")
  private Path out = Path.of("");

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ReportCommand() {}

  @Override
  public Integer call() {
    HistoryFiles.requireThere(histories);
    OutputFile.check(out, histories);
    HistoryFiles.write(
        out,
        () ->
            HistoryFiles.tell(
                command.commandLine().getErr(),
                HistoryFiles.words(HtmlReport.write(histories, out))));
    return 0;
  }
}
