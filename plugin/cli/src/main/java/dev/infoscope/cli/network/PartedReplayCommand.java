// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private CheckpointsOption saved = new CheckpointsOption();

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
    Path folder = Require.given("--checkpoints", saved.checkpoints());
    history.write(history.checkpoints(folder), history.options(folder), runner);
    return 0;
  }
}
