// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.history.HistoryFiles;
import dev.infoscope.cli.table.InputException;
import dev.infoscope.cli.table.OutputFile;
import dev.infoscope.dl4j.probe.OmpThreads;
import dev.infoscope.publish.history.HistoryException;
import dev.infoscope.publish.history.HistoryFile;
import dev.infoscope.report.Conditions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infoscope replay}: the measures of a live run, over checkpoints of one that is over. */
@Command(
    name = "replay",
    description = {
      "Measures saved checkpoints of a DL4J network, in the order of training, as they would have"
          + " been measured live, and writes the history of the run. What is in the history already"
          + " is not measured again.",
      "The probe set is a table as for the other commands, one example per row."
    },
    sortOptions = false)
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder with networks that DL4J saved, *.zip.")
  private Path checkpoints = Path.of("");

  @Mixin private ClassOptions classes = new ClassOptions();

  @Mixin private ProbeOptions probe = new ProbeOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "History to write or to go on with, JSON lines.")
  private Path out = Path.of("");

  @Option(
      names = "--openmetrics",
      paramLabel = "FILE",
      description = "Also as OpenMetrics, for promtool tsdb create-blocks-from openmetrics.")
  private @Nullable Path openMetrics;

  @Option(
      names = "--epochs",
      defaultValue = "counters",
      paramLabel = "SOURCE",
      description =
          "counters: as the network counted them, which at the end of an epoch is one less if a"
              + " listener saved it; names: the last number in the file's name. Default"
              + " ${DEFAULT-VALUE}.")
  private String epochs = "counters";

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description = "Name of the run; default that of the folder.")
  private @Nullable String run;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description =
          "What to say of the run in its history, as in lr=0.01; repeat it for more. Numbers, true"
              + " and false are taken as such.")
  private List<String> tags = List.of();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "MEASURE",
      description = "Measures to leave out, as in information-plane.")
  private String[] without = {};

  @Option(
      names = "--probe-rows",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Rows of the probe set to keep at the most; default ${DEFAULT-VALUE}.")
  private int probeRows;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of all random choices; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--progress",
      description = "Print progress on standard error even if it is no terminal.")
  private boolean progress;

  @Spec private CommandSpec command;

  private String normalized = "";

  /** For the command line only. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Checkpoint> all = Checkpoint.in(checkpoints, classes.allowed(), source());
    if (openMetrics != null) {
      OutputFile.check(openMetrics, List.of(out, probe.features(), probe.labels()));
    }
    WrittenHistory written = WrittenHistory.of(out);
    PrintWriter err = command.commandLine().getErr();
    HistoryFiles.tell(err, Stream.ofNullable(epochHint(all)).toList());
    HistoryFiles.tell(err, Stream.ofNullable(written.damage()).toList());
    List<Checkpoint> missing = written.missing(all);
    try (Replay replay = open(all.get(0).model())) {
      if (!missing.isEmpty() || !written.isEmpty()) {
        replay(replay, written, all, missing);
      }
      tell(replay.failures());
      tellOfNotFinite(replay.notFinite());
      probe.tables().tell();
    }
    if (openMetrics != null) {
      HistoryFiles.tell(err, HistoryFiles.writeOpenMetrics(out, openMetrics));
    }
    tell(missing.size(), all.size());
    return 0;
  }

  private void tell(int measured, int all) {
    PrintWriter shown = command.commandLine().getOut();
    shown.print(normalized);
    shown.printf(
        Locale.ROOT, "%s: %d checkpoints measured, %d were there%n", out, measured, all - measured);
    shown.println(Conditions.of(1).withOmpThreads(OmpThreads.count()).withSeed(seed).words());
    shown.flush();
  }

  /** A measure that fails leaves a gap in the history; the rest is as good as ever. */
  private void tell(Map<String, Long> failures) {
    if (!failures.isEmpty()) {
      PrintWriter err = command.commandLine().getErr();
      err.println(
          failures.entrySet().stream()
              .map(failed -> failed.getKey() + " failed " + failed.getValue() + " times")
              .collect(Collectors.joining(", ", "infoscope: ", "")));
      err.flush();
    }
  }

  private static String words(Checkpoint checkpoint, int number, int of) {
    return String.format(
        Locale.ROOT,
        "epoch %d, %s: %d of %d checkpoints",
        checkpoint.epoch(),
        checkpoint.file(),
        number,
        of);
  }

  /** DL4J counts no epochs in {@code fit(DataSet)}; null where epochs differ. */
  private @Nullable String epochHint(List<Checkpoint> all) {
    boolean same = all.stream().mapToInt(Checkpoint::epoch).distinct().count() == 1;
    return all.size() == 1 || !same || source() == Checkpoint.Source.NAMES
        ? null
        : String.format(
            Locale.ROOT,
            "all %d checkpoints are of epoch %d, as fit(DataSet) counts none;"
                + " --epochs names takes epochs from the file names",
            all.size(),
            all.get(0).epoch());
  }

  private void tellOfNotFinite(List<String> layers) {
    if (!layers.isEmpty()) {
      String words = "NaN or infinity in some checkpoint, where these layers are not read: ";
      HistoryFiles.tell(command.commandLine().getErr(), List.of(words + String.join(", ", layers)));
    }
  }

  private void replay(
      Replay replay, WrittenHistory written, List<Checkpoint> all, List<Checkpoint> missing)
      throws IOException {
    if (!written.isEmpty()) {
      List<Checkpoint> there = all.stream().filter(each -> !missing.contains(each)).toList();
      // Ranges and bins freeze at the first snapshot; motion compares with the last two.
      written.requireLike(replay.examine(all.get(0)));
      for (int i = 1; i < there.size(); i++) {
        if (i < there.size() - 2) {
          replay.passOver(there.get(i), written.readings(there.get(i)));
        } else if (!missing.isEmpty()) {
          replay.examine(there.get(i));
        }
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    ProgressDisplay shown = ProgressDisplay.on(command.commandLine().getErr(), progress);
    try (HistoryFile history = new HistoryFile(out)) {
      for (int i = 0; i < missing.size(); i++) {
        Checkpoint checkpoint = missing.get(i);
        shown.tell(words(checkpoint, i + 1, missing.size()));
        history.publish(replay.examine(checkpoint));
      }
    } catch (HistoryException e) {
      throw new InputException(e.file(), e.what());
    } finally {
      shown.end();
    }
  }

  private Replay open(ModelFile first) {
    Normalization normal = probe.normalization(first);
    ProbeFiles files = probe.read(normal);
    normalized = normal.line();
    Path folder = checkpoints.toAbsolutePath().normalize().getFileName();
    String name = run != null ? run : String.valueOf(folder);
    try {
      return Replay.open(
          probe.features(),
          files,
          normal,
          new ReplayOptions(
              name, TagOption.parse(tags), List.of(without), probeRows, seed, probe.predict()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private Checkpoint.Source source() {
    for (Checkpoint.Source source : Checkpoint.Source.values()) {
      if (source.name().toLowerCase(Locale.ROOT).equals(epochs)) {
        return source;
      }
    }
    throw new ParameterException(
        command.commandLine(), "--epochs (" + epochs + ") must be counters or names");
  }
}
