// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.folder.EpochFolder;
import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.option.Quiet;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.report.Conditions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infoscope replay}: the measures of a live run, over what a run that is over has saved. */
@Command(
    name = "replay",
    description = {
      "Measures the saved files of a training, in its order and as a live run would have done, and"
          + " writes the history of the run. The files are checkpoints of DL4J or Keras, or a folder per"
          + " epoch with the activations of any framework. Epochs that are in the history already are"
          + " not measured again.",
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

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "History to write or to go on with, JSON lines.")
  private Path out = Path.of("");

  @Mixin private OpenMetricsOption openMetrics = new OpenMetricsOption();

  @Mixin private RunSettings settings = new RunSettings();

  @Spec private CommandSpec command;

  /** One of both. */
  private static final class Saved {
    @Option(
        names = "--checkpoints",
        required = true,
        paramLabel = "FOLDER",
        description =
            "Folder with networks that DL4J (*.zip) or Keras 2 (*.h5) saved; needs --probe and"
                + " --labels.")
    private @Nullable Path checkpoints;

    @Option(
        names = "--activations",
        required = true,
        paramLabel = "FOLDER",
        description =
            "Folder of a run with a folder per epoch, as epoch-0001, that holds a table per layer,"
                + " and labels there or beside.")
    private @Nullable Path activations;
  }

  private final @Nullable PartRunner runner;

  /** For the command line only: measures one after the other. */
  public ReplayCommand() {
    this.runner = null;
  }

  /**
   * The command where checkpoints are measured elsewhere, all at once.
   *
   * @param runner measures parts
   */
  public ReplayCommand(PartRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws IOException {
    Path networks = saved.checkpoints;
    if (networks != null) {
      source.probe().requireGiven();
      List<Checkpoint> all = source.checkpoints(networks);
      HistoryFiles.tell(err(), Stream.ofNullable(source.epochHint(all)).toList());
      ReplayOptions options = settings.options(networks, 0, -1, source.probe().predict());
      if (runner != null) {
        run(all, options, runner);
      } else {
        run(all, "checkpoints", () -> source.open(all.get(0), options), source.probe().files());
      }
    } else if (saved.activations != null) {
      Path folder = saved.activations;
      if (runner != null) {
        throw new ParameterException(
            command.commandLine(), "--activations is measured by infoscope replay, not in parts");
      }
      List<FolderMoment> all = FolderMoment.in(folder);
      if (all.isEmpty()) {
        throw new InputException(
            folder, "holds no folder with a number in its name, as epoch-0001");
      }
      ReplayOptions options = settings.options(folder, 0, -1, source.probe().predict());
      HistoryFiles.tell(
          err(),
          EpochFolder.others(folder).stream()
              .map(each -> each + ": no number in its name, so it is not read as an epoch")
              .toList());
      run(all, "epochs", () -> source.open(folder, options), List.of());
    }
    return 0;
  }

  private <M extends SavedMoment> void run(
      List<M> all, String things, Supplier<Replay<M>> opened, List<Path> inputs)
      throws IOException {
    WrittenHistory written = begin(inputs);
    List<M> missing = written.missing(all);
    try (Replay<M> replay = opened.get()) {
      ReplayLoop<M> loop = new ReplayLoop<>(replay, out);
      if (!written.isEmpty()) {
        // The first is measured again even if it is gone from the history, to compare settings.
        List<M> there = new ArrayList<>(all);
        there.removeAll(missing);
        loop.resume(written, there.isEmpty() ? all.subList(0, 1) : there, !missing.isEmpty());
      }
      if (!missing.isEmpty()) {
        loop.measure(missing, things, settings.progress(err()));
      }
      tell(replay.failures(), replay.notFinite());
    }
    end(missing.size(), all.size(), things);
  }

  private void run(List<Checkpoint> all, ReplayOptions options, PartRunner parts)
      throws IOException {
    WrittenHistory written = begin(source.probe().files());
    List<Checkpoint> missing = written.missing(all);
    PartedCourse course = PartedCourse.of(written, all, missing);
    try (PartedReplay replay = source.open(all.get(0), options, parts)) {
      replay.measure(course, written, out, settings.progress(err()));
      tell(replay.failures(), replay.notFinite());
    }
    end(missing.size(), all.size(), "checkpoints");
  }

  private WrittenHistory begin(List<Path> inputs) throws IOException {
    openMetrics.check(out, inputs);
    WrittenHistory written = WrittenHistory.of(out);
    HistoryFiles.tell(err(), Stream.ofNullable(written.damage()).toList());
    return written;
  }

  private void end(int measured, int all, String things) throws IOException {
    source.probe().tables().tell();
    HistoryFiles.tell(err(), openMetrics.write(out, out()));
    if (!openMetrics.isStandard() && !Quiet.isAsked(command)) {
      tell(measured, all, things);
    }
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }

  private void tell(int measured, int all, String things) {
    PrintWriter shown = out();
    shown.print(source.normalized());
    shown.printf(
        Locale.ROOT, "%s: %d %s measured, %d were there%n", out, measured, things, all - measured);
    Conditions conditions = Conditions.of(1).withSeed(settings.seed());
    boolean network = saved.checkpoints != null;
    shown.println((network ? conditions.withOmpThreads(OmpThreads.count()) : conditions).words());
    shown.flush();
  }

  /** A measure that fails leaves a gap in the history; the rest is as good as ever. */
  private void tell(Map<String, Long> failures, List<String> layers) {
    if (!failures.isEmpty()) {
      String words =
          failures.entrySet().stream()
              .map(failed -> failed.getKey() + " failed " + failed.getValue() + " times")
              .collect(Collectors.joining(", "));
      HistoryFiles.tell(err(), List.of(words));
    }
    if (!layers.isEmpty()) {
      String words = "NaN or infinity in some checkpoint, where these layers are not read: ";
      HistoryFiles.tell(err(), List.of(words + String.join(", ", layers)));
    }
  }
}
