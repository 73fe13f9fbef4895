// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.folder.RunFolder;
import dev.infoscope.cli.folder.RunOptions;
import dev.infoscope.dl4j.probe.ClassRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where what is measured was saved, and by what it is to be read; mixed in. */
final class SourceOptions {
  @Mixin private ClassOptions classes = new ClassOptions();

  @Mixin private ProbeOptions probe = new ProbeOptions();

  @Option(
      names = "--epochs",
      defaultValue = "counters",
      paramLabel = "SOURCE",
      description =
          "Where the epochs of checkpoints come from. counters: as the network counted them, which"
              + " at the end of an epoch is one less if a listener saved it; names: the last whole"
              + " number in the file's name, which is always taken for Keras. Default"
              + " ${DEFAULT-VALUE}.")
  private String epochs = "counters";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private String normalized = "";

  ProbeOptions probe() {
    return probe;
  }

  /** What became of the normaliser, once the replay is open; a line, or nothing. */
  String normalized() {
    return normalized;
  }

  /** All checkpoints of a folder, in the order of training. */
  List<Checkpoint> checkpoints(Path folder) {
    return Checkpoint.in(folder, classes.allowed(), source());
  }

  /** A checkpoint. */
  Checkpoint checkpoint(Path file) {
    return Checkpoint.of(new ModelFile(file, classes.allowed()), source());
  }

  /** Opens a replay of checkpoints. */
  Replay<Checkpoint> open(Checkpoint first, ReplayOptions options) {
    Normalization normal = probe.normalization(first.model());
    return open(read(normal), normal, options);
  }

  /** Opens a replay of checkpoints in parts. */
  PartedReplay open(Checkpoint first, ReplayOptions options, PartRunner runner) {
    Normalization normal = probe.normalization(first.model());
    ProbeFiles files = read(normal);
    SharedReplay shared =
        SharedReplay.of(probe.features(), files, probe.normalizer(), classes.names(), options);
    return new PartedReplay(runner, open(files, normal, options), shared);
  }

  private ProbeFiles read(Normalization normal) {
    ProbeFiles files = probe.read(normal);
    normalized = normal.line();
    return files;
  }

  private CheckpointReplay open(ProbeFiles files, Normalization normal, ReplayOptions options) {
    try {
      return CheckpointReplay.open(probe.features(), files, normal, options);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Opens a replay of a folder of activations. */
  Replay<FolderMoment> open(Path folder, ReplayOptions options) {
    ClassRule rule = probe.predict();
    @Nullable ToIntFunction<double[]> said = rule == null ? null : rule::classOf;
    RunOptions read = new RunOptions(options.probeRows(), options.seed(), said);
    return new FolderReplay(new RunFolder(folder, probe.tables(), read), options);
  }

  /** DL4J counts no epochs in {@code fit(DataSet)}; null where epochs differ. */
  @Nullable String epochHint(List<Checkpoint> all) {
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
