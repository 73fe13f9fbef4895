// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.answer.ProgressDisplay;
import dev.infoscope.cli.answer.Usage;
import dev.infoscope.cli.option.SeedOption;
import dev.infoscope.dl4j.probe.ClassRule;
import dev.infoscope.numeric.Require;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is said of a run that is measured from files, and how it is measured; mixed in. */
public final class RunSettings {
  @Option(
      names = {"-r", "--run"},
      paramLabel = "NAME",
      description = "Name of the run; default that of the folder.")
  private @Nullable String run;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description =
          "A tag of the run for its history, as in lr=0.01; repeat for more. Numbers, true and"
              + " false are taken as such.")
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
      description = "Rows of the probe set to keep, at most; default ${DEFAULT-VALUE}.")
  private int probeRows;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--progress",
      description = "Print progress on standard error even if that is not a terminal.")
  private boolean progress;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** To be mixed into a command. */
  public RunSettings() {}

  /**
   * The options of a run.
   *
   * @param folder where it is saved
   * @param plannedEpochs epochs the run is meant to have; 0 if not said
   * @param port where it is served; -1 for nowhere
   * @param predict rule by which outputs say classes; null for the network's own
   * @return how it is measured
   */
  public ReplayOptions options(
      Path folder, int plannedEpochs, int port, @Nullable ClassRule predict) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return Usage.checked(
        command,
        () -> {
          Require.atLeast("--probe-rows", probeRows, 1);
          ReplayOptions options =
              new ReplayOptions(
                  run != null ? run : String.valueOf(name),
                  "",
                  TagOption.parse(tags),
                  List.of(without),
                  probeRows,
                  seed.value(),
                  plannedEpochs,
                  port,
                  predict);
          options.builder();
          return options;
        });
  }

  long seed() {
    return seed.value();
  }

  ProgressDisplay progress(PrintWriter err) {
    return ProgressDisplay.on(err, progress);
  }
}
