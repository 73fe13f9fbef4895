// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.option.Quiet;
import dev.infoscope.cli.table.FileStem;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.page.HtmlReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes runs as one self-contained HTML file. */
@Command(
    name = "report",
    description = "Writes the report of runs as one HTML file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope report run.jsonl",
      "  infoscope report before.jsonl after.jsonl --out both.html"
    },
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  @Mixin private HistoryOptions histories = new HistoryOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description =
          "HTML file to write, - for standard output; default: beside the first history, with its"
              + " name and .html.")
  private @Nullable Path out;

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ReportCommand() {}

  @Override
  public Integer call() {
    List<Path> all = histories.all();
    Path file = out == null ? beside(all.get(0)) : out;
    OutputFile.check(file, all);
    PrintWriter standard = command.commandLine().getOut();
    HistoryFiles.write(
        file,
        standard,
        target ->
            HistoryFiles.tell(
                command.commandLine().getErr(), HistoryFiles.words(HtmlReport.write(all, target))));
    if (out == null && !Quiet.isAsked(command)) {
      standard.println(file);
    }
    return 0;
  }

  private static Path beside(Path history) {
    String stem = FileStem.of(history).replaceFirst("\\.jsonl$", ""); // of run.jsonl.gz
    return history.resolveSibling(stem + ".html");
  }
}
