// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.folder.EpochFolder;
import dev.infoscope.cli.folder.RunFolder;
import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.table.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code infoscope replay}: the measures of a live run, over what a run that is over has saved. */
@Command(
    name = "replay",
    description = {
      "Measures the saved files of a training in order, as a live run would have done, and writes"
          + " the history of the run. The files are checkpoints of DL4J or Keras, or a folder per"
          + " epoch with the activations of any framework. Epochs that are in the history already"
          + " are not measured again.",
      "The probe set is a table as for the other commands, one example per row."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope replay --activations runs/first --out first.jsonl",
      "  infoscope replay --checkpoints nets --probe x.npy -l y.npy --out run.jsonl"
    },
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Saved saved = new Saved();

  @Mixin private ReplayedHistory history = new ReplayedHistory();

  /** One of both. */
  private static final class Saved extends CheckpointsOption {
    @Option(
        names = "--activations",
        required = true,
        paramLabel = "FOLDER",
        description =
            "Folder of a run with a folder per epoch, as epoch-0001, that holds a table per layer,"
                + " and labels there or beside.")
    private @Nullable Path activations;
  }

  /** For the command line only. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    Path checkpoints = saved.checkpoints();
    if (checkpoints != null) {
      replayCheckpoints(checkpoints);
    } else if (saved.activations != null) {
      replayActivations(saved.activations);
    }
    return 0;
  }

  private void replayCheckpoints(Path folder) throws IOException {
    List<Checkpoint> all = history.checkpoints(folder);
    ReplayOptions options = history.options(folder);
    history.write(
        all, history.inputs(all), "checkpoints", () -> history.source().open(all.get(0), options));
  }

  private void replayActivations(Path folder) throws IOException {
    history.source().probe().requireNone("--activations");
    List<FolderMoment> all = FolderMoment.in(folder);
    if (all.isEmpty()) {
      throw new InputException(folder, "holds no folder with a number in its name, as epoch-0001");
    }
    ReplayOptions options = history.options(folder);
    HistoryFiles.tell(
        history.err(),
        EpochFolder.others(folder).stream()
            .map(each -> each + ": no number in its name, so it is not read as an epoch")
            .toList());
    history.write(
        all, RunFolder.inputs(folder), "epochs", () -> history.source().open(folder, options));
  }
}
