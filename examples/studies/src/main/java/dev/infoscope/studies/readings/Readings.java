// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.Infoscope;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.measure.plane.PlaneEstimator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All readings of seeded runs, exactly: what a change of the code must leave as it is. Two programs
 * read the same when they print the same checksums; {@code --compare} tells by how much they
 * differ. To read with a commit that has no such option, copy this package to it.
 */
@Command(
    name = "readings",
    description = "All readings of seeded runs to the bit, to compare two versions by.",
    mixinStandardHelpOptions = true)
public final class Readings implements Callable<Integer> {
  private static final int FEW = 200; // rows of the probe
  private static final int MANY = 2000;
  private static final double MUCH = 1e13;
  private static final PlaneEstimator[] MORE = {
    PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER, PlaneEstimator.KSG, PlaneEstimator.RENYI
  };

  @Option(names = "--out", description = "File for one line per reading and matrix.")
  private Path out = Path.of("readings.txt");

  @Option(names = "--epochs", description = "Epochs to train each network (default: 4).")
  private int epochs = 4;

  @Option(names = "--data", description = "Folder with MNIST, to read its dense network, too.")
  private @Nullable Path data;

  @Option(names = "--without", split = ",", description = "Measures to leave out.")
  private String[] without = {};

  @Option(
      names = "--compare",
      description =
          "File of another version; differences are printed by measure, 1 is returned"
              + " if they exceed 1e-6 (pairwise bounds) or 1e-9.")
  private @Nullable Path other;

  @Override
  public Integer call() throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(of("mlp", SeededNetworks.dense(), SeededData.bits(), FEW));
    all.addAll(of("cnn", SeededNetworks.convolutional(), SeededData.images(), FEW));
    all.addAll(of("lstm", SeededNetworks.recurrent(1), SeededData.series(), FEW));
    all.addAll(of("graph", SeededNetworks.twoInputs(1), SeededData.pairs(), FEW));
    all.addAll(of("narrow", SeededNetworks.dense(), SeededData.manyBits(), MANY));
    if (data != null) {
      MultiLayerNetwork network = new MultiLayerNetwork(MnistNetworks.dense(1));
      network.init();
      all.addAll(of("mnist", network, SeededData.mnist(new IdxFiles(data)), MANY));
    }
    Files.write(out, all);
    if (other == null) {
      return 0;
    }
    ReadingComparison comparison = new ReadingComparison(Files.readAllLines(other), all);
    comparison.print(System.out);
    return comparison.holds() ? 0 : 1;
  }

  private List<String> of(String name, Model network, SeededData data, int rows) throws Exception {
    ReadingLines lines = new ReadingLines(name);
    try (Infoscope scope = scope(name, data.probe(), rows, lines)) {
      scope.attach(network);
      for (int epoch = 0; epoch < epochs; epoch++) {
        if (network instanceof ComputationGraph graph) {
          graph.fit(data.batches());
        } else {
          ((MultiLayerNetwork) network).fit(data.batches());
        }
      }
    }
    return report(name, lines.sorted());
  }

  /** Every measure there is, at every epoch, with what is off by default. */
  private Infoscope scope(String name, MultiDataSet probe, int rows, ReadingLines lines) {
    return Infoscope.builder()
        .probe(probe)
        .probeRows(rows)
        .run(name)
        .plannedEpochs(epochs)
        .synchronous()
        .snapshotBudget(MUCH) // what is sampled depends on how cost is estimated
        .informationPlane(plane -> plane.withEstimators(PlaneEstimator.BINNED, MORE))
        .conductance(conductance -> conductance.withEveryEpochs(1).withRows(120).withSteps(10))
        .causal(causal -> rows == FEW ? causal.withJoint().withBlocks() : causal)
        .relay(relay -> relay.withSplitHalf())
        .ablation(ablation -> ablation.withEveryEpochs(1))
        .drift(drift -> drift.withWarmUp(3))
        .without(without)
        .sink(lines)
        .build();
  }

  private static List<String> report(String name, List<String> lines) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    System.out.printf(
        Locale.ROOT,
        "%-6s %6d lines  %s%n",
        name,
        lines.size(),
        HexFormat.of().formatHex(digest.digest()));
    return lines;
  }
}
