// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.ablation;

import dev.infoscope.examples.IdxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cumulative ablation after version 1 of Amjad, Liu and Geiger 2021, arXiv 1804.06679v1. */
@Command(
    name = "ablation",
    description = "Which neurons can go: information-ordered ablation on MNIST, several seeds.",
    mixinStandardHelpOptions = true)
public final class AblationExample implements Callable<Integer> {
  private static final int TRAINING = 50_000;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--seeds", description = "Networks of each kind, from seed 1 (default: 3).")
  private int seeds = 3;

  @Option(names = "--epochs", description = "Epochs to train (default: 10).")
  private int epochs = 10;

  @Option(names = "--figures", description = "Write ablation-sigmoid.svg and -relu.svg here.")
  private @Nullable Path figures;

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSet all = files.training();
    DataSet validation = copy(all, TRAINING, all.numExamples());
    DataSet test = files.test();
    Map<Activation, List<AblationRun>> runs = new EnumMap<>(Activation.class);
    for (Activation kind : List.of(Activation.SIGMOID, Activation.RELU)) {
      List<AblationRun> same = new ArrayList<>();
      for (int seed = 1; seed <= seeds; seed++) {
        same.add(timed(new AblationRun(kind, seed), all, validation, test));
      }
      runs.put(kind, same);
    }
    for (Map.Entry<Activation, List<AblationRun>> entry : runs.entrySet()) {
      show(entry.getKey(), entry.getValue());
    }
    return 0;
  }

  private AblationRun timed(AblationRun run, DataSet all, DataSet validation, DataSet test) {
    long start = System.nanoTime();
    run.go(copy(all, 0, TRAINING), validation, test, epochs);
    System.out.printf(
        Locale.ROOT,
        "%s, seed %d: test accuracy %.4f, %.0f s%n",
        run.activation(),
        run.seed(),
        run.accuracy(),
        (System.nanoTime() - start) / 1e9);
    return run;
  }

  private void show(Activation kind, List<AblationRun> runs) throws IOException {
    new AblationTable(kind, runs).print(System.out);
    if (figures != null) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      Files.writeString(
          figures.resolve("ablation-" + name + ".svg"), AblationFigure.of(name, runs));
    }
  }

  /** Shuffling works in place. */
  private static DataSet copy(DataSet all, int from, int to) {
    return ((DataSet) all.getRange(from, to)).copy();
  }
}
