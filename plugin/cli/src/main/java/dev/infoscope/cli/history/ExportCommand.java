// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.history.HistoryCsv;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a history in the formats of other tools. */
@Command(
    name = "export",
    description = "Writes a history as CSV or as OpenMetrics with timestamps.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope export run.jsonl --csv run.csv",
      "  infoscope export run.jsonl --csv - | head",
      "  infoscope export run.jsonl --openmetrics run.om"
    },
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  @Mixin private HistoryOptions histories = new HistoryOptions();

  @ArgGroup(multiplicity = "1", exclusive = false)
  private Targets targets = new Targets();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ExportCommand() {}

  private static final class Targets {
    @Option(
        names = "--csv",
        paramLabel = "FILE",
        description = "One line per reading; - for standard output.")
    private @Nullable Path csv;

    @Option(
        names = "--openmetrics",
        paramLabel = "FILE",
        description = "For promtool tsdb create-blocks-from openmetrics; - for standard output.")
    private @Nullable Path openMetrics;
  }

  @Override
  public Integer call() {
    Path csv = targets.csv;
    Path openMetrics = targets.openMetrics;
    Path history = histories.one();
    PrintWriter standard = command.commandLine().getOut();
    OutputFile.checkAll(Arrays.asList(csv, openMetrics), List.of(history));
    Set<String> leftOut = new LinkedHashSet<>(); // damaged lines are the same for both
    if (csv != null) {
      HistoryFiles.write(
          csv,
          standard,
          target -> leftOut.addAll(HistoryFiles.words(List.of(HistoryCsv.write(history, target)))));
    }
    if (openMetrics != null) {
      leftOut.addAll(HistoryFiles.writeOpenMetrics(history, openMetrics, standard));
    }
    HistoryFiles.tell(command.commandLine().getErr(), List.copyOf(leftOut));
    return 0;
  }
}
