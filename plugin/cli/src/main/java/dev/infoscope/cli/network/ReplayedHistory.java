// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.option.Quiet;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.report.Conditions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The history that a replay writes, and by what it measures what was saved; mixed in. */
final class ReplayedHistory {
  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "History to write or to continue, JSON lines.")
  private Path out = Path.of("");

  @Mixin private OpenMetricsOption openMetrics = new OpenMetricsOption();

  @Mixin private RunSettings settings = new RunSettings();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  SourceOptions source() {
    return source;
  }

  /** How a run is measured that was saved there. */
  ReplayOptions options(Path saved) {
    return settings.options(saved, 0, -1, source.probe().predict());
  }

  /** All checkpoints of a folder, for which a probe set must be given. */
  List<Checkpoint> checkpoints(Path folder) {
    source.probe().requireGiven();
    List<Checkpoint> all = source.checkpoints(folder);
    HistoryFiles.tell(err(), Stream.ofNullable(source.epochHint(all)).toList());
    return all;
  }

  /**
   * Measures what the history does not hold yet, one after the other.
   *
   * @param inputs files that are read
   */
  <M extends SavedMoment> void write(
      List<M> all, List<Path> inputs, String things, Supplier<Replay<M>> opened)
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

  /** The same in parts, which are measured elsewhere. */
  void write(List<Checkpoint> all, ReplayOptions options, PartRunner parts) throws IOException {
    WrittenHistory written = begin(inputs(all));
    List<Checkpoint> missing = written.missing(all);
    PartedCourse course = PartedCourse.of(written, all, missing);
    try (PartedReplay replay = source.open(all.get(0), options, parts)) {
      replay.measure(course, written, out, settings.progress(err()));
      tell(replay.failures(), replay.notFinite());
    }
    end(missing.size(), all.size(), "checkpoints");
  }

  /** Files that checkpoints are measured from. */
  List<Path> inputs(List<Checkpoint> all) {
    List<Path> files = new ArrayList<>(source.probe().files());
    all.forEach(each -> files.add(each.file()));
    return files;
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

  PrintWriter err() {
    return command.commandLine().getErr();
  }

  private void tell(int measured, int all, String things) {
    PrintWriter shown = out();
    shown.print(source.normalized());
    shown.printf(
        Locale.ROOT, "%s: %d %s measured, %d were there%n", out, measured, things, all - measured);
    Conditions conditions = Conditions.of(1).withSeed(settings.seed());
    boolean network = source.probe().isGiven(); // only a network computes with OMP threads
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
