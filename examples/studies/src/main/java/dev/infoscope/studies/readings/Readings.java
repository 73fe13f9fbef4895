// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.readings;

import dev.infoscope.Infoscope;
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
import org.nd4j.linalg.dataset.api.MultiDataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All readings of seeded runs, exactly: what a change of the code must leave as it is. Two programs
 * read the same when they print the same checksums; their files tell where they differ.
 */
@Command(
    name = "readings",
    description = "All readings of four seeded runs to the bit, to compare two versions by.",
    mixinStandardHelpOptions = true)
public final class Readings implements Callable<Integer> {
  private static final PlaneEstimator[] MORE = {
    PlaneEstimator.PAIRWISE, PlaneEstimator.PAIRWISE_LOWER, PlaneEstimator.KSG, PlaneEstimator.RENYI
  };

  @Option(names = "--out", description = "File for one line per reading and matrix.")
  private Path out = Path.of("readings.txt");

  @Option(names = "--epochs", description = "Epochs to train each network (default: 4).")
  private int epochs = 4;

  @Override
  public Integer call() throws Exception {
    List<String> all = new ArrayList<>();
    all.addAll(of("mlp", SeededNetworks.dense(), SeededData.bits()));
    all.addAll(of("cnn", SeededNetworks.convolutional(), SeededData.images()));
    all.addAll(of("lstm", SeededNetworks.recurrent(1), SeededData.series()));
    all.addAll(of("graph", SeededNetworks.twoInputs(1), SeededData.pairs()));
    Files.write(out, all);
    return 0;
  }

  private List<String> of(String name, Model network, SeededData data) throws Exception {
    ReadingLines lines = new ReadingLines(name);
    try (Infoscope scope = scope(name, data.probe(), lines)) {
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
  private Infoscope scope(String name, MultiDataSet data, ReadingLines lines) {
    return Infoscope.builder()
        .probe(data)
        .probeRows(200)
        .run(name)
        .plannedEpochs(epochs)
        .synchronous()
        .informationPlane(plane -> plane.withEstimators(PlaneEstimator.BINNED, MORE))
        .conductance(conductance -> conductance.withEveryEpochs(1).withRows(120).withSteps(10))
        .causal(causal -> causal.withJoint().withBlocks())
        .relay(relay -> relay.withSplitHalf())
        .ablation(ablation -> ablation.withEveryEpochs(1))
        .drift(drift -> drift.withWarmUp(3))
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
