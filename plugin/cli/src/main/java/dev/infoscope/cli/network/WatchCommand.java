// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.folder.EpochFolder;
import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.option.PortOption;
import dev.infoscope.cli.option.Quiet;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infoscope watch}: a training in another process, by what it saves. */
@Command(
    name = "watch",
    description = {
      "Follows a training in another process through the files it saves to a folder, which are"
          + " those that replay reads: checkpoints of DL4J (*.zip) or Keras 2 (*.h5) if --probe is"
          + " given, otherwise a folder per epoch with activations. Serves the page and /metrics,"
          + " and writes the history.",
      "Takes files that are complete, each epoch once. Keeps copies of the first, of the first"
          + " without NaN and of the last two beside the history, so that after a kill it continues"
          + " where it was, even if the training has deleted them. Ends when the folder holds a file"
          + " called done, after --until-silent, or when interrupted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  infoscope watch runs/first --out first.jsonl",
      "  infoscope watch nets --probe x.npy -l y.npy --out run.jsonl --until-silent 30m"
    },
    sortOptions = false)
public final class WatchCommand implements Callable<Integer> {
  private static final long LAST_WORDS_SECONDS = 30;

  @Parameters(
      paramLabel = "FOLDER",
      description = "Folder to which the training saves; need not exist yet.")
  private Path folder = Path.of("");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "History to write or to continue, JSON lines.")
  private Path out = Path.of("");

  @Mixin private PortOption port = new PortOption();

  @Option(
      names = "--until-silent",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "End when nothing new was saved for this long, as in 10m; default: never.")
  private @Nullable Duration untilSilent;

  @Option(
      names = "--settle",
      defaultValue = "2s",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "A file unchanged for this long is complete; default ${DEFAULT-VALUE}.")
  private Duration settle = Duration.ZERO;

  @Option(
      names = "--every",
      defaultValue = "1s",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often the folder is listed; default ${DEFAULT-VALUE}.")
  private Duration every = Duration.ZERO;

  @Option(
      names = "--planned-epochs",
      defaultValue = "0",
      paramLabel = "N",
      description = "Epochs the run is meant to have, so that alerts can tell an end from a crash.")
  private int plannedEpochs;

  @Mixin private SourceOptions source = new SourceOptions();

  @Mixin private RunSettings settings = new RunSettings();

  @Spec private CommandSpec command;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** For the command line only. */
  public WatchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Usage.check(
        command,
        () -> {
          port.check();
          Require.that(plannedEpochs >= 0, "--planned-epochs (%d) must be >= 0", plannedEpochs);
          Require.that(every.toMillis() > 0, "--every (%s) must be above 0", every);
        });
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InputException(folder, "is no folder");
    }
    ReplayOptions options =
        settings.options(folder, plannedEpochs, port.value(), source.probe().predict());
    Thread hook = new Thread(this::stopAndWait, "infoscope-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (source.probe().isGiven()) {
        source.probe().requireGiven();
        watch(checkpoints(options));
      } else {
        watch(folders(options));
      }
    } finally {
      ended.countDown();
    }
    return 0;
  }

  /** On a signal: the run is closed before the process ends. */
  private void stopAndWait() {
    stop.countDown();
    try {
      ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WatchedRun.Source<Checkpoint> checkpoints(ReplayOptions options) {
    return new WatchedRun.Source<>(
        () -> Files.isDirectory(folder) ? Checkpoint.files(folder) : List.of(),
        source::checkpoint,
        Checkpoint::ordered,
        first -> source.open(first, options));
  }

  private WatchedRun.Source<FolderMoment> folders(ReplayOptions options) {
    return new WatchedRun.Source<>(
        () ->
            Files.isDirectory(folder)
                ? EpochFolder.in(folder).stream().map(EpochFolder::path).toList()
                : List.of(),
        path -> FolderMoment.of(EpochFolder.of(path)),
        FolderMoment::ordered,
        first -> source.open(folder, options));
  }

  private <M extends SavedMoment> void watch(WatchedRun.Source<M> watched)
      throws IOException, InterruptedException {
    try (WatchedRun<M> run =
        new WatchedRun<>(watched, out, new GrowingFolder(settle), this::tell)) {
      HistoryFiles.tell(command.commandLine().getErr(), Stream.ofNullable(run.damage()).toList());
      run.resume();
      if (!Files.exists(folder)) {
        tell("waits for " + folder + ", which is not there yet");
      }
      follow(run);
      run.requireWritten();
      source.probe().tables().tell();
    }
  }

  private void follow(WatchedRun<?> run) throws IOException, InterruptedException {
    long last = System.nanoTime();
    Long done = null;
    do {
      long now = System.nanoTime();
      if (run.measure(now) > 0) {
        last = System.nanoTime();
      }
      if (Files.exists(folder.resolve("done"))) {
        done = done == null ? now : done;
        if (now - Math.max(done, last) > 2 * settle.toNanos()) {
          run.finish();
          tell("training is done");
          return;
        }
      }
      if (untilSilent != null && now - last > untilSilent.toNanos()) {
        tell("nothing new for " + untilSilent.toSeconds() + " s");
        return;
      }
    } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void tell(String line) {
    if (Quiet.isAsked(command)) {
      return;
    }
    PrintWriter shown = command.commandLine().getOut();
    shown.println(line.replaceAll("\\p{Cc}", "?"));
    shown.flush();
  }
}
