// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.publish.page.HtmlReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a run as one self-contained HTML file. */
@Command(name = "report", description = "Writes the report of a run as one HTML file.")
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "History of the run, JSON lines.")
  private Path history = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HTML file to write.")
  private Path out = Path.of("");

  /** For the command line only. */
  public ReportCommand() {}

  @Override
  public Integer call() {
    HistoryFiles.read(history, () -> HtmlReport.write(history, out));
    return 0;
  }
}
