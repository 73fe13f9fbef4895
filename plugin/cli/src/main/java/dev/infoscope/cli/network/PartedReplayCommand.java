// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay} of checkpoints in parts, which are measured elsewhere, all at once. */
@Command(
    name = "replay",
    description = {
      "Measures the checkpoints of a training that DL4J or Keras saved, as a live run would have"
          + " done, and writes the history of the run. Epochs that are in the history already are"
          + " not measured again.",
      "The probe set is a table, one example per row."
    },
    sortOptions = false)
public final class PartedReplayCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder with networks that DL4J (*.zip) or Keras 2 (*.h5) saved; needs --probe and"
              + " --labels.")
  private Path checkpoints = Path.of("");

  @Mixin private ReplayedHistory history = new ReplayedHistory();

  private final PartRunner runner;

  /**
   * A command.
   *
   * @param runner measures parts
   */
  public PartedReplayCommand(PartRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException {
    List<Checkpoint> all = history.checkpoints(checkpoints);
    history.write(all, history.options(checkpoints), runner);
    return 0;
  }
}
