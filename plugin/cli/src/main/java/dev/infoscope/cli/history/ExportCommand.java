// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.history;

import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.publish.history.HistoryCsv;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a history in the formats of other tools. */
@Command(
    name = "export",
    description = "Writes a history as CSV or as OpenMetrics with timestamps.")
public final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "History of the run, JSON lines.")
  private Path history = Path.of("");

  @ArgGroup(multiplicity = "1", exclusive = false)
  private Targets targets = new Targets();

  @Spec private CommandSpec command;

  /** For the command line only. */
  public ExportCommand() {}

  private static final class Targets {
    @Option(names = "--csv", paramLabel = "FILE", description = "One line per reading.")
    private @Nullable Path csv;

    @Option(
        names = "--openmetrics",
        paramLabel = "FILE",
        description = "For promtool tsdb create-blocks-from openmetrics.")
    private @Nullable Path openMetrics;
  }

  @Override
  public Integer call() {
    Path csv = targets.csv;
    Path openMetrics = targets.openMetrics;
    HistoryFiles.requireThere(List.of(history));
    OutputFile.checkAll(Arrays.asList(csv, openMetrics), List.of(history));
    Set<String> leftOut = new LinkedHashSet<>(); // damaged lines are the same for both
    if (csv != null) {
      HistoryFiles.write(
          csv, () -> leftOut.addAll(HistoryFiles.words(List.of(HistoryCsv.write(history, csv)))));
    }
    if (openMetrics != null) {
      leftOut.addAll(HistoryFiles.writeOpenMetrics(history, openMetrics));
    }
    HistoryFiles.tell(command.commandLine().getErr(), List.copyOf(leftOut));
    return 0;
  }
}
