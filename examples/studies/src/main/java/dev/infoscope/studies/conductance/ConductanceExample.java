// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.conductance;

import dev.infoscope.dl4j.Examination;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.examples.Accuracy;
import dev.infoscope.examples.IdxFiles;
import dev.infoscope.examples.MnistNetworks;
import dev.infoscope.examples.PlaneFigure;
import dev.infoscope.network.ConductanceTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Both information planes of a network that learns digits, and what can go wrong with them. */
@Command(
    name = "conductance",
    description = "Activation and conductance plane on MNIST, their orderings, and the cost.",
    mixinStandardHelpOptions = true)
public final class ConductanceExample implements Callable<Integer> {
  private static final int BATCH = 128;

  /** Rows of a live run, for the cost and the errors by steps. */
  private static final int SOME = 256;

  @Option(names = "--data", required = true, description = "Folder with the four idx files.")
  private Path data = Path.of("");

  @Option(names = "--cnn", description = "A convolutional network in place of the dense one.")
  private boolean cnn;

  @Option(names = "--epochs", description = "Epochs to train (default: 5).")
  private int epochs = 5;

  @Option(names = "--rows", description = "Test digits that are looked at (default: 4000).")
  private int rows = 4000;

  @Option(
      names = "--leak-seeds",
      description = "Untrained networks in which the leak of the label is looked at (default: 3).")
  private int leakSeeds = 3;

  @Option(names = "--steps", description = "Steps along the path (default: 50).")
  private int steps = 50;

  @Option(names = "--seed", description = "Seed of the network (default: 1).")
  private long seed = 1;

  @Option(names = "--figure", description = "Write both planes to this SVG file.")
  private @Nullable Path figure;

  @Option(names = "--maps", description = "Draw integrated gradients of ten digits to this PNG.")
  private @Nullable Path maps;

  @Override
  public Integer call() throws Exception {
    IdxFiles files = new IdxFiles(data);
    DataSet training = files.training();
    DataSet test = files.test();
    training.shuffle(seed);
    DataSetIterator batches = new ListDataSetIterator<>(training.batchBy(BATCH), 1);
    MultiLayerNetwork network = untrained(seed);
    Probe probe = Probe.of(test.toMultiDataSet(), null, rows, seed);
    TwoPlanes planes = new TwoPlanes();
    try (Examination untrained = Examination.of(network, probe)) {
      ConductanceSnapshot first = planes(untrained, ConductanceTarget.predicted());
      planes.add(0, first);
      first.print("untrained");
      StepsTable.print(untrained.snapshot(), SOME);
    }
    leakUntrained(probe);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      network.fit(batches);
      try (Examination seen = Examination.of(network, probe)) {
        planes.add(epoch, planes(seen, ConductanceTarget.predicted()));
      }
    }
    line("test accuracy %.4f after %d epochs", Accuracy.of(network, test), epochs);
    try (Examination trained = Examination.of(network, probe)) {
      ConductanceSnapshot last = planes(trained, ConductanceTarget.predicted());
      last.print("trained");
      leak(last, planes(trained, ConductanceTarget.label()), false);
      last.saturated();
      ConductanceSnapshot.cost(trained, SOME, 50);
      StepsTable.print(trained.snapshot(), SOME);
    }
    draw(planes, network, test);
    return 0;
  }

  private void leakUntrained(Probe probe) throws IOException {
    for (long each = seed; each < seed + leakSeeds; each++) {
      try (Examination seen = Examination.of(untrained(each), probe)) {
        line("untrained, seed %d", each);
        leak(
            planes(seen, ConductanceTarget.predicted()),
            planes(seen, ConductanceTarget.label()),
            true);
      }
    }
  }

  private ConductanceSnapshot planes(Examination seen, ConductanceTarget target) {
    return ConductanceSnapshot.of(seen.snapshot(), target, steps);
  }

  private MultiLayerNetwork untrained(long its) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(cnn ? MnistNetworks.convolutional(its) : MnistNetworks.dense(its));
    network.init();
    return network;
  }

  /** How much the true class as target adds; on untrained networks more than 1 bit is expected. */
  private static void leak(
      ConductanceSnapshot predicted, ConductanceSnapshot label, boolean judged) {
    predicted
        .label()
        .forEach(
            (layer, bits) -> {
              double towards = label.label().getOrDefault(layer, Double.NaN);
              String verdict = towards - bits > 1 ? ", above 1 bit" : ", not above 1 bit";
              line(
                  "  %-8s I(C;Y) %.2f bits towards the predicted class, %.2f towards the true one:"
                      + " %.2f more%s",
                  layer, bits, towards, towards - bits, judged ? verdict : "");
            });
  }

  private void draw(TwoPlanes planes, MultiLayerNetwork network, DataSet test) throws IOException {
    if (figure != null) {
      String title =
          String.format(Locale.ROOT, "MNIST, %s, %d test digits", cnn ? "CNN" : "MLP", rows);
      Files.writeString(figure, PlaneFigure.of(title, planes.both()));
    }
    if (maps != null) {
      DigitMaps.write(maps, network, test);
    }
  }

  static void line(String template, Object... values) {
    System.out.printf(Locale.ROOT, template + "%n", values);
  }

  /** Names of what is drawn. */
  static List<String> signals() {
    return List.of("activation", "conductance");
  }
}
