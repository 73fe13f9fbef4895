// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.table.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that writes a history as OpenMetrics too; mixed in. */
public final class OpenMetricsOption {
  @Option(
      names = "--openmetrics",
      paramLabel = "FILE",
      description = "Also as OpenMetrics, for promtool tsdb create-blocks-from openmetrics.")
  private @Nullable Path file;

  /** To be mixed into a command. */
  public OpenMetricsOption() {}

  /**
   * Refuses a file that cannot be written, before anything is measured.
   *
   * @param history that is written
   * @param inputs that are read
   */
  public void check(Path history, Collection<Path> inputs) {
    if (file != null) {
      List<Path> others = new ArrayList<>(inputs);
      others.add(history);
      OutputFile.check(file, others);
    }
  }

  /**
   * Whether standard output is taken by it.
   *
   * @return true for {@code -}
   */
  public boolean isStandard() {
    return OutputFile.isStandard(file);
  }

  /**
   * Writes it, if it is wanted.
   *
   * @param history to be read
   * @param out standard output
   * @return what was left out, a phrase for each kind
   */
  public List<String> write(Path history, PrintWriter out) {
    return file == null ? List.of() : HistoryFiles.writeOpenMetrics(history, file, out);
  }
}
